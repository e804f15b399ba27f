import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { Check, Circle, CircleSlash, Wifi } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/money.tsx";
import { LostUsageNote } from "./lost-usage-note.tsx";

const LOOK = {
  available: { Icon: Circle, ink: "text-ink-2" },
  used: { Icon: Wifi, ink: "text-run" },
  exhausted: { Icon: CircleSlash, ink: "text-stop" },
} as const;

type Props = { readonly voucher: Voucher; readonly wifiPackage: WifiPackage | undefined };

export function VoucherRow({ voucher, wifiPackage }: Props) {
  const { t, f, nameOf } = useI18n();
  const { Icon, ink } = LOOK[voucher.status];
  return (
    <li
      data-testid={`voucher-${voucher.code}`}
      data-status={voucher.status}
      className="grid grid-cols-[1fr_auto] items-center gap-x-4 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[9rem_12rem_1fr_2fr_8rem]"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 md:contents">
        <span className="text-name">
          <Code>{voucher.code}</Code>
        </span>
        <span className={cx("inline-flex items-center gap-1.5 text-small font-semibold", ink)}>
          <Icon aria-hidden="true" className="size-4" />
          {t.vouchers[voucher.status]}
          {voucher.isOnline && (
            <span className="rounded-full bg-run-soft px-2 text-run">{t.vouchers.online}</span>
          )}
        </span>
        <span className="truncate text-small text-ink-2">
          {wifiPackage ? nameOf(wifiPackage) : voucher.profile && <bdi dir="ltr">{voucher.profile}</bdi>}
        </span>
        <span className="figures w-full text-small text-ink-2">
          {voucher.bytesLimit === null
            ? f.bytes(voucher.bytesUsed)
            : t.vouchers.of(f.bytes(voucher.bytesUsed), f.bytes(voucher.bytesLimit))}
          {voucher.timeLimit !== null &&
            ` · ${t.vouchers.of(f.span(voucher.uptime * 1000), f.span(voucher.timeLimit * 1000))}`}
        </span>
      </div>
      <div className="flex min-h-11 items-center justify-self-end md:min-h-10">
        {voucher.soldAt === null ? (
          <Sell code={voucher.code} />
        ) : (
          <span className="figures inline-flex items-center gap-1.5 text-small font-semibold text-ink-2">
            <Check aria-hidden="true" className="size-4" />
            {t.vouchers.sold} {f.time(voucher.soldAt)}
          </span>
        )}
      </div>
      {voucher.lost && <LostUsageNote lost={voucher.lost} />}
    </li>
  );
}

function Sell({ code }: { readonly code: string }) {
  const { t } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  async function sell() {
    const body = { id, at: pressedAt() };
    setBusy(true);
    await run({
      send: () => api.call("sellVoucher", { params: { code }, body }),
      done: t.vouchers.sellTitle(code),
    });
    setBusy(false);
  }
  return (
    <Button busy={busy} onClick={sell} data-testid={`sell-${code}`} aria-label={`${t.vouchers.sell} ${code}`}>
      {t.vouchers.sell}
    </Button>
  );
}
