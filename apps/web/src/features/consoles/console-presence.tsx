import { useQuery } from "@tanstack/react-query";
import { Gamepad2 } from "lucide-react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { consolesQuery } from "./queries.ts";

/** Whether the console of a station is on, and how old the look is that says so. Nothing where none has an address. */
export function ConsolePresence({ stationId }: { readonly stationId: string }) {
  const { t, f } = useI18n();
  const { data: seen } = useQuery({
    ...consolesQuery(),
    select: ({ items }) => items.find((one) => one.stationId === stationId),
  });
  const asOf = seen?.asOf ?? null;
  const age = useTick((now) => (asOf === null ? null : f.span(now - asOf)));
  if (seen === undefined) return null;
  const words = t.consoles.presence;
  const isKnown = seen.state !== "unknown" && age !== null;
  return (
    <p
      className="figures flex flex-wrap items-center gap-x-2 text-small text-ink-2"
      data-testid="console-presence"
      data-state={seen.state}
    >
      <Gamepad2 aria-hidden="true" className="size-5 shrink-0" />
      <span className="font-semibold text-ink">{words[seen.state]}</span>
      <span>{isKnown ? words.asOf(age) : age === null ? words.neverSeen : words.lastLook(age)}</span>
    </p>
  );
}
