import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { recall, remember } from "../../../api/device-memory.ts";
import { useI18n } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { settingsQuery } from "../../settings/queries.ts";
import { wifiNetworksQuery } from "../../wifi/queries.ts";
import { Paper, type PaperKind } from "./paper.tsx";
import { PrintOptions } from "./print-options.tsx";
import type { PrintedVoucher } from "./printed-voucher.ts";
import type { QrKind } from "./qr-content.ts";
import { WereTheyPrinted } from "./were-they-printed.tsx";

type Props = {
  readonly vouchers: readonly PrintedVoucher[];
  readonly packages: readonly WifiPackage[];
  readonly onClose: () => void;
};

const PAPERS: readonly string[] = ["a4", "roll80", "roll58"] satisfies PaperKind[];
const rememberedPaper = () => {
  const kept = recall("paper") ?? "";
  return PAPERS.includes(kept) ? (kept as PaperKind) : "a4";
};

/** The paper as it will come out, what can be chosen about it, and after the browser's dialog the question whether it did. */
export function PrintVouchers({ vouchers, packages, onClose }: Props) {
  const { t, f } = useI18n();
  const { data: settings } = useQuery(settingsQuery());
  const { data: networks } = useQuery(wifiNetworksQuery());
  const [paper, setPaper] = useState<PaperKind>(rememberedPaper);
  const [address, setAddress] = useState(() => recall("loginPage") ?? "");
  const [wanted, setQr] = useState<QrKind>();
  const [chosen, setSsid] = useState<string>();
  const [asking, setAsking] = useState(false);
  const ssids = [
    ...new Set(networks?.items.flatMap(({ enabled, ssid }) => (enabled && ssid !== null ? [ssid] : []))),
  ];
  const ssid = chosen ?? ssids[0] ?? null;
  const qr = wanted ?? (address === "" ? "wifi" : "login");
  const before = vouchers.filter(({ printedAt }) => printedAt !== null).length;

  useEffect(() => {
    const ask = () => setAsking(true);
    addEventListener("afterprint", ask);
    return () => removeEventListener("afterprint", ask);
  }, []);

  return (
    <>
      <Page
        title={t.print.title(vouchers.length, f.count(vouchers.length))}
        actions={
          <div className="flex gap-2">
            <Button onClick={onClose} data-testid="print-close">
              {t.app.back}
            </Button>
            <Button look="solid" onClick={() => print()} data-testid="print-go">
              <Printer aria-hidden="true" className="size-5" />
              {t.print.go}
            </Button>
          </div>
        }
      >
        {before > 0 && (
          <p className="rounded-control bg-hold-soft px-4 py-2 font-semibold text-hold">
            {t.print.again(before, f.count(before))}
          </p>
        )}
        <PrintOptions
          {...{ paper, qr, address, ssid, ssids }}
          onPaper={(kind) => {
            remember("paper", kind);
            setPaper(kind);
          }}
          onQr={setQr}
          onAddress={(text) => {
            remember("loginPage", text.trim() || null);
            setAddress(text);
          }}
          onSsid={setSsid}
        />
        <h2 className="text-small font-semibold text-ink-2">{t.print.preview}</h2>
      </Page>
      <section aria-label={t.print.preview} className="mx-auto max-w-5xl px-4 pb-6 md:px-6">
        <Paper
          kind={paper}
          vouchers={vouchers}
          packages={packages}
          look={{ businessName: settings?.businessName ?? "", ssid, qr, address }}
        />
      </section>
      {asking && (
        <WereTheyPrinted
          codes={vouchers.map(({ code }) => code)}
          onMarked={onClose}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
