import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n/i18n.tsx";
import { boardQuery } from "../board/queries.ts";
import { consolesQuery } from "./queries.ts";

const MINUTE = 60_000;

/** How long consoles were on while nobody counted: by station, the most first, and by day. Only the shop's computer knows. */
export function UnpaidPlay() {
  const { t, f, nameOf } = useI18n();
  const { data: board } = useQuery(boardQuery());
  const { data: consoles } = useQuery(consolesQuery());
  if (board === undefined || consoles === undefined || consoles.items.every((one) => one.days === null))
    return null;
  const played = board.stations.flatMap((station) => {
    const all = consoles.items.find((one) => one.stationId === station.id)?.days ?? [];
    const days = all.filter((day) => day.idleMinutes > 0);
    const minutes = days.reduce((sum, day) => sum + day.idleMinutes, 0);
    return minutes > 0 ? [{ station, minutes, days }] : [];
  });
  return (
    <div className="grid gap-1" data-testid="unpaid-play">
      <h3 className="text-small font-semibold text-ink-2">{t.consoles.unpaid}</h3>
      {played.length === 0 && <p>{t.consoles.noneUnpaid}</p>}
      <ul>
        {played
          .toSorted((a, b) => b.minutes - a.minutes)
          .map(({ station, minutes, days }) => (
            <li key={station.id} className="grid gap-1 border-b border-line py-2 last:border-0">
              <p className="flex justify-between gap-3 font-semibold">
                <span className="min-w-0 wrap-break-word">{nameOf(station)}</span>
                <span className="figures">{f.span(minutes * MINUTE)}</span>
              </p>
              <ul className="grid ps-4 text-small text-ink-2">
                {days.map(({ date, idleMinutes }) => (
                  <li key={date} className="flex justify-between gap-3">
                    <span>{f.businessDay(date)}</span>
                    <span className="figures">{f.span(idleMinutes * MINUTE)}</span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ul>
    </div>
  );
}
