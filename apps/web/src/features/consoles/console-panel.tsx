import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { ConsolePresence } from "./console-presence.tsx";
import { InternetSwitch } from "./internet-switch.tsx";

/** What the router knows of the console of a station, below everything that is about money. */
export function ConsolePanel({ station }: { readonly station: BoardStation }) {
  return (
    <section className="grid gap-2 rounded-control border border-line px-4 py-2" data-testid="console-panel">
      {station.macAddress !== null && <ConsolePresence stationId={station.id} />}
      <InternetSwitch station={station} />
    </section>
  );
}
