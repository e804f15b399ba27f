import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";

/** What was used of each limit, drawn to scale, and what is left. */
export function VoucherUsage({ voucher }: { readonly voucher: Voucher }) {
  const { t, f } = useI18n();
  const seconds = (n: number) => f.span(n * 1000);
  return (
    <div className="grid grid-cols-2 gap-3">
      <Meter name={t.voucherWork.time} used={voucher.uptime} limit={voucher.timeLimit} shown={seconds} />
      <Meter name={t.voucherWork.data} used={voucher.bytesUsed} limit={voucher.bytesLimit} shown={f.bytes} />
    </div>
  );
}

type MeterProps = {
  readonly name: string;
  readonly used: number;
  readonly limit: number | null;
  readonly shown: (n: number) => string;
};

function Meter({ name, used, limit, shown }: MeterProps) {
  const { t } = useI18n();
  const left = limit === null ? null : Math.max(0, limit - used);
  const share = limit === null ? 0 : Math.min(1, used / limit);
  return (
    <div className="grid gap-1.5 rounded-control bg-raised p-3">
      <p className="flex flex-wrap justify-between gap-x-3 text-small">
        <span className="font-semibold text-ink-2">{name}</span>
        <span className="figures">
          {limit === null ? shown(used) : t.vouchers.of(shown(used), shown(limit))}
        </span>
      </p>
      <div aria-hidden="true" className="flex h-2 overflow-hidden rounded-full bg-line">
        <span className={cx(left === 0 ? "bg-stop" : "bg-run")} style={{ width: `${share * 100}%` }} />
      </div>
      <p className={cx("figures font-semibold", left === 0 && "text-stop")}>
        {left === null ? t.vouchers.unlimited : t.voucherWork.left(shown(left))}
      </p>
    </div>
  );
}
