import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";
import { clock, useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Code, Money } from "../../ui/money.tsx";
import { shownClosing, unpaidOf } from "../board/station-view.ts";
import { BillList } from "../session/bill-list.tsx";
import { TakePayment } from "./take-payment.tsx";

type LastClosing = NonNullable<BoardStation["lastClosing"]>;

const sessionQuery = (id: LastClosing["sessionId"]) =>
  queryOptions({
    queryKey: ["session", id],
    queryFn: ({ signal }) => api.call("getSession", { params: { id } }, { signal }),
  });

/** The bill of the customer who just left; for how long it stays, the domain says. */
export function LastReceipt({ station }: { readonly station: BoardStation }) {
  const shown = useTick((now) => shownClosing(station, now) !== null);
  if (!shown || station.lastClosing === null) return null;
  return <LastReceiptCard closing={station.lastClosing} due={unpaidOf(station)} />;
}

function LastReceiptCard({ closing, due }: { readonly closing: LastClosing; readonly due: number }) {
  const { t, f } = useI18n();
  const query = useQuery(sessionQuery(closing.sessionId));
  return (
    <section className="grid gap-3 border-t border-dashed border-line-strong pt-5" data-testid="last-bill">
      <h3 className="flex items-baseline gap-2 text-small font-semibold text-ink-2">
        {t.board.recentBill}
        <Code>{closing.receiptNo}</Code>
        <span className="figures font-normal">{f.recentTime(closing.endedAt, clock.now())}</span>
        <Money value={closing.payable} className="ms-auto text-name font-extrabold text-ink" />
      </h3>
      {due > 0 && <TakePayment key={closing.id} closingId={closing.id} due={due} />}
      {query.data && <BillList bill={query.data.bill} />}
    </section>
  );
}
