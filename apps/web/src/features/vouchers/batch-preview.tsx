import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { useI18n } from "../../i18n/i18n.tsx";
import { Code } from "../../ui/money.tsx";
import { limitsOf } from "../packages/package-limits.ts";

type Props = { readonly wifiPackage: WifiPackage; readonly count: number; readonly sold: boolean };

/** What will be made: a card as it will be, how many of it, and what they are worth. */
export function BatchPreview({ wifiPackage, count, sold }: Props) {
  const i18n = useI18n();
  const { t, f, nameOf } = i18n;
  return (
    <section
      aria-label={t.voucherWork.preview}
      data-testid="voucher-preview"
      className="flex items-center gap-4 rounded-tile bg-raised p-4"
    >
      <div className="grid justify-items-center rounded-control border border-dashed border-line-strong bg-surface px-4 py-2">
        <span className="text-name">
          <Code>••••••</Code>
        </span>
        <span className="text-small text-ink-2">{nameOf(wifiPackage)}</span>
      </div>
      <div className="figures min-w-0 flex-1">
        <p className="text-name font-semibold">× {f.count(count)}</p>
        <p className="text-small text-ink-2">
          {limitsOf(i18n, wifiPackage)} · <bdi dir="ltr">{wifiPackage.profile}</bdi>
        </p>
        <p className="font-semibold">
          {t.vouchers.total(f.price(wifiPackage.price * count))}
          {sold && <span className="text-run"> · {t.vouchers.sold}</span>}
        </p>
      </div>
    </section>
  );
}
