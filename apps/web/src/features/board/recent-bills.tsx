import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Money } from "../../ui/money.tsx";
import { shownClosing, unpaidOf } from "./station-view.ts";

/** What the panel shows when no station is chosen: who just left, and who still owes. */
export function RecentBills({ board }: { readonly board: Board }) {
  const { t, f, nameOf } = useI18n();
  const now = useTick((at) => Math.floor(at / 30_000) * 30_000);
  const recent = board.stations
    .filter((station) => shownClosing(station, now) !== null)
    .toSorted((a, b) => (b.lastClosing?.closedAt ?? 0) - (a.lastClosing?.closedAt ?? 0));
  return (
    <div className="grid content-start gap-4 p-6">
      <h2 className="text-name font-semibold">{t.board.recentBills}</h2>
      {recent.length === 0 && <p className="text-ink-2">{t.board.noRecentBills}</p>}
      <ul className="grid">
        {recent.map((station) => (
          <li key={station.id} className="flex items-baseline gap-3 border-b border-line py-3 last:border-0">
            <span className="font-semibold">{nameOf(station)}</span>
            <bdi dir="ltr" className="text-small text-ink-2">
              {station.lastClosing?.receiptNo}
            </bdi>
            <span className="figures text-small text-ink-2">{f.time(station.lastClosing?.endedAt ?? 0)}</span>
            {unpaidOf(station) > 0 && (
              <span className="rounded-full bg-stop-soft px-2 text-small font-semibold text-stop">
                {t.board.unpaid}
              </span>
            )}
            <Money value={station.lastClosing?.payable ?? 0} className="ms-auto font-extrabold" />
          </li>
        ))}
      </ul>
      <p className="mt-4 text-small text-ink-2">{t.board.keysHint}</p>
    </div>
  );
}
