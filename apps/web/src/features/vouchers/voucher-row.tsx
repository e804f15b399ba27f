import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { type I18n, useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/money.tsx";
import { LostUsageNote } from "./lost-usage-note.tsx";
import { SellButton } from "./sell-button.tsx";
import { VoucherMarks, VoucherState } from "./voucher-state.tsx";

type Props = {
  readonly voucher: Voucher;
  readonly wifiPackage: WifiPackage | undefined;
  /** Undefined: nothing can be done with several here. */
  readonly marked: boolean | undefined;
  readonly onMark: () => void;
  readonly onOpen: () => void;
};

/** The whole row opens the voucher; the box before it and the button at its end are on top of that. */
export function VoucherRow({ voucher, wifiPackage, marked, onMark, onOpen }: Props) {
  const i18n = useI18n();
  const { t, nameOf } = i18n;
  return (
    <li
      data-testid={`voucher-${voucher.code}`}
      data-status={voucher.status}
      className={cx(
        "relative grid items-center gap-x-4 border-b border-line px-4 py-3 last:border-0 hover:bg-raised",
        marked === undefined
          ? "grid-cols-[1fr_auto] md:grid-cols-[7rem_11rem_1fr_2fr_11rem]"
          : "grid-cols-[auto_1fr_auto] md:grid-cols-[auto_7rem_11rem_1fr_2fr_11rem]",
        marked && "bg-raised",
      )}
    >
      {marked !== undefined && (
        <label className="z-10 row-span-2 row-start-1 -ms-2 flex size-11 cursor-pointer items-center justify-center md:row-auto md:size-10">
          <span className="sr-only">{t.voucherWork.select(voucher.code)}</span>
          <input
            type="checkbox"
            className="size-5 accent-ink"
            checked={marked}
            onChange={onMark}
            data-testid={`mark-${voucher.code}`}
          />
        </label>
      )}
      <div className="flex flex-wrap items-center gap-x-4 md:contents">
        <button
          type="button"
          onClick={onOpen}
          aria-label={t.voucherWork.open(voucher.code)}
          data-testid={`open-${voucher.code}`}
          className="w-full rounded-control text-start text-name after:absolute after:inset-0 md:min-h-10 md:w-auto"
        >
          <Code>{voucher.code}</Code>
        </button>
        <VoucherState voucher={voucher} />
        <span className="truncate text-small text-ink-2">
          {wifiPackage ? nameOf(wifiPackage) : voucher.profile && <bdi dir="ltr">{voucher.profile}</bdi>}
        </span>
      </div>
      <span
        className={cx(
          "figures row-start-2 -col-end-1 text-small text-ink-2 md:col-auto md:row-auto",
          marked === undefined ? "col-start-1" : "col-start-2",
        )}
      >
        {usageOf(voucher, i18n)}
      </span>
      <div className="row-start-1 -col-end-1 flex min-h-11 flex-col items-end justify-center gap-x-3 justify-self-end md:col-auto md:row-auto md:min-h-10">
        <VoucherMarks voucher={voucher} />
        {voucher.soldAt === null && (
          <span className="z-10">
            <SellButton code={voucher.code} testId={`sell-${voucher.code}`} />
          </span>
        )}
      </div>
      {voucher.lost && <LostUsageNote lost={voucher.lost} />}
    </li>
  );
}

/** What was used of what; of one that nobody has used yet only what it is good for. */
function usageOf({ bytesUsed, bytesLimit, uptime, timeLimit }: Voucher, { t, f }: I18n): string {
  const isNew = bytesUsed === 0 && uptime === 0;
  const part = (used: string, limit: string | null) =>
    isNew ? limit : limit === null ? used : t.vouchers.of(used, limit);
  const parts = [
    part(f.bytes(bytesUsed), bytesLimit === null ? null : f.bytes(bytesLimit)),
    timeLimit === null ? null : part(f.span(uptime * 1000), f.span(timeLimit * 1000)),
  ];
  return parts.filter((one) => one !== null).join(" · ") || t.vouchers.unlimited;
}
