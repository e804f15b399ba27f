import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { owedOf } from "@mikro-dash/domain/session/last-bill";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Money } from "../../ui/money.tsx";
import { UnpaidList } from "../closing/unpaid-list.tsx";
import { shownClosing } from "./station-view.ts";

type Props = {
  readonly board: Board;
  /** False while the board itself shows what is owed. */
  readonly withUnpaid: boolean;
};

/** What the panel shows when no station is chosen: who still owes, and who just left. */
export function RecentBills({ board, withUnpaid }: Props) {
  const { t, f, nameOf } = useI18n();
  const now = useTick((at) => Math.floor(at / 30_000) * 30_000);
  const recent = board.stations
    .flatMap((station) => {
      const bill = shownClosing(station, now);
      return bill !== null && owedOf(bill) === 0 ? [{ station, bill }] : [];
    })
    .toSorted((a, b) => b.bill.closedAt - a.bill.closedAt);
  return (
    <div className="grid content-start gap-4 p-6">
      {withUnpaid && board.unpaid.length > 0 && <UnpaidList bills={board.unpaid} />}
      <h2 className="text-name font-semibold">{t.board.recentBills}</h2>
      {recent.length === 0 && <p className="text-ink-2">{t.board.noRecentBills}</p>}
      <ul className="grid">
        {recent.map(({ station, bill }) => (
          <li key={station.id} className="flex items-baseline gap-3 border-b border-line py-3 last:border-0">
            <span className="min-w-0 font-semibold wrap-break-word">{nameOf(station)}</span>
            <bdi dir="ltr" className="text-small text-ink-2">
              {bill.receiptNo}
            </bdi>
            <span className="figures text-small text-ink-2">{f.time(bill.endedAt)}</span>
            <Money value={bill.payable} className="ms-auto font-extrabold" />
          </li>
        ))}
      </ul>
      <p className="mt-4 text-small text-ink-2">{t.board.keysHint}</p>
    </div>
  );
}
