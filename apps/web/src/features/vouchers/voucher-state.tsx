import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { Ban, Check, Circle, CircleSlash, Printer, Wifi } from "lucide-react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";

const LOOK = {
  available: { Icon: Circle, ink: "text-ink-2" },
  used: { Icon: Wifi, ink: "text-run" },
  exhausted: { Icon: CircleSlash, ink: "text-stop" },
} as const;

/** New, in use, used up; disabled, online: an icon and a word each. */
export function VoucherState({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useI18n();
  const { Icon, ink } = LOOK[voucher.status];
  return (
    <span className={cx("inline-flex flex-wrap items-center gap-1.5 text-small font-semibold", ink)}>
      <Icon aria-hidden="true" className="size-4" />
      {t.vouchers[voucher.status]}
      {voucher.isOnline && (
        <span className="rounded-full bg-run-soft px-2 text-run">{t.vouchers.online}</span>
      )}
      {voucher.disabled && (
        <span className="inline-flex items-center gap-1 rounded-full bg-hold-soft px-2 text-hold">
          <Ban aria-hidden="true" className="size-3.5" />
          {t.voucherWork.disabled}
        </span>
      )}
    </span>
  );
}

/** When it was sold and printed, as far as it was. */
export function VoucherMarks({ voucher }: { readonly voucher: Voucher }) {
  const { t, f } = useI18n();
  const { soldAt, printedAt } = voucher;
  const sold = useTick((now) => (soldAt === null ? null : t.voucherWork.soldAt(f.recentTime(soldAt, now))));
  const printed = useTick((now) =>
    printedAt === null ? null : t.voucherWork.printedAt(f.recentTime(printedAt, now)),
  );
  const marks = [
    { text: sold, Icon: Check },
    { text: printed, Icon: Printer },
  ];
  return marks.map(
    ({ text, Icon }) =>
      text !== null && (
        <span
          key={text}
          className="figures inline-flex items-center gap-1.5 text-small font-semibold text-ink-2"
        >
          <Icon aria-hidden="true" className="size-4 shrink-0" />
          {text}
        </span>
      ),
  );
}
