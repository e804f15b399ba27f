import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { cx } from "../../../ui/class-names.ts";
import type { PrintedVoucher } from "./printed-voucher.ts";
import { type CardLook, VoucherCard } from "./voucher-card.tsx";
import "./print.css";

/** How many cards a page of each kind holds. */
const PAGES = { a4: 12, roll80: 1, roll58: 1 } as const;
export type PaperKind = keyof typeof PAGES;

type Props = {
  readonly kind: PaperKind;
  readonly vouchers: readonly PrintedVoucher[];
  readonly packages: readonly WifiPackage[];
  readonly look: CardLook;
};

/** The pages as they come out of the printer; on the screen they are the preview. */
export function Paper({ kind, vouchers, packages, look }: Props) {
  const size = PAGES[kind];
  const sheets = Array.from({ length: Math.ceil(vouchers.length / size) }, (_, i) =>
    vouchers.slice(i * size, (i + 1) * size),
  );
  return (
    <div className={cx("paper", `paper-${kind}`)} data-testid="paper" data-pages={sheets.length}>
      {sheets.map((cards) => (
        <div key={cards[0]?.code} className="paper-sheet">
          {cards.map((voucher) => (
            <VoucherCard
              key={voucher.code}
              voucher={voucher}
              wifiPackage={packages.find((one) => one.id === voucher.packageId)}
              look={look}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
