import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { History } from "lucide-react";
import { useTick } from "../../clock/tick.tsx";
import { type I18n, useI18n } from "../../i18n/i18n.tsx";

type Lost = Pick<NonNullable<Voucher["lost"]>, "bytes" | "seconds">;

/** `350 MB · 40 min`: what there is of both. */
export function lostAmount({ f }: I18n, { bytes, seconds }: Lost): string {
  const parts = [...(bytes > 0 ? [f.bytes(bytes)] : []), ...(seconds > 0 ? [f.span(seconds * 1000)] : [])];
  return parts.join(" · ");
}

/** What the router forgot of one voucher, below its row. */
export function LostUsageNote({ lost }: { readonly lost: NonNullable<Voucher["lost"]> }) {
  const i18n = useI18n();
  const { t, f } = i18n;
  const at = useTick((now) => f.recentTime(lost.at, now));
  return (
    <p
      className="figures col-span-full mt-1 flex items-center gap-1.5 text-small font-semibold text-hold"
      data-testid="voucher-lost"
    >
      <History aria-hidden="true" className="size-4 shrink-0" />
      {t.lostUsage.note(lostAmount(i18n, lost), at)}
    </p>
  );
}
