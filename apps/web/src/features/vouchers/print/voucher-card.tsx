import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { renderSVG } from "uqr";
import { useI18n } from "../../../i18n/i18n.tsx";
import { Code } from "../../../ui/money.tsx";
import { limitsOf } from "../../packages/package-limits.ts";
import type { PrintedVoucher } from "./printed-voucher.ts";
import { type QrKind, qrContent } from "./qr-content.ts";

export type CardLook = {
  readonly businessName: string;
  readonly ssid: string | null;
  readonly qr: QrKind;
  /** Of the hotspot's login page. */
  readonly address: string;
};

type Props = {
  readonly voucher: PrintedVoucher;
  readonly wifiPackage: WifiPackage | undefined;
  readonly look: CardLook;
};

/** One card as the customer gets it: where, the code, what it gives, and a picture for the camera. */
export function VoucherCard({ voucher, wifiPackage, look }: Props) {
  const i18n = useI18n();
  const { t, f, nameOf } = i18n;
  const { code } = voucher;
  const content = qrContent(look.qr, { code, address: look.address, ssid: look.ssid });
  return (
    <article className="card" aria-label={t.voucherWork.open(code)} data-testid={`card-${code}`}>
      <p className="max-w-full truncate text-[11pt] leading-normal font-bold">{look.businessName}</p>
      {look.ssid !== null && (
        <p className="max-w-full truncate text-[9pt] leading-normal">
          {t.print.ssid}: <bdi className="font-bold">{look.ssid}</bdi>
        </p>
      )}
      <p className="w-full border-y border-black py-[0.8mm] text-[19pt] leading-tight">
        <Code>{code}</Code>
      </p>
      {content !== null && (
        <>
          <img
            alt=""
            data-qr={content}
            className="size-[23mm]"
            src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(content, { border: 1 }))}`}
          />
          <p className="text-[8pt] leading-tight">
            {look.qr === "login" ? t.print.scanLogin : t.print.scanWifi}
          </p>
        </>
      )}
      <p className="max-w-full truncate text-[10pt] leading-normal font-bold">
        {wifiPackage ? nameOf(wifiPackage) : <bdi dir="ltr">{voucher.profile}</bdi>}
      </p>
      <p className="figures text-[9pt] leading-tight">
        {limitsOf(i18n, voucher)}
        {wifiPackage && (
          <>
            {" · "}
            <bdi className="font-bold">{f.price(wifiPackage.price)}</bdi>
          </>
        )}
      </p>
    </article>
  );
}
