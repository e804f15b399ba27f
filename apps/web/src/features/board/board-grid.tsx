import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import type { Ref } from "react";
import { Tile } from "./tile.tsx";
import type { Meters } from "./use-meters.ts";

type Props = {
  readonly ref: Ref<HTMLUListElement>;
  readonly stations: readonly BoardStation[];
  /** Ids that pass the filter, joined: a text, so that a tick changes nothing unless one passes or leaves. */
  readonly shown: string;
  readonly meters: Meters;
  readonly selectedId: string | undefined;
  readonly onOpen: (stationId: string) => void;
};

/** A station keeps its place, and with it its key, whatever the filter. */
export function BoardGrid({ ref, stations, shown, meters, selectedId, onOpen }: Props) {
  const ids = new Set(shown.split(","));
  return (
    <ul ref={ref} className="grid gap-3 md:grid-cols-[repeat(auto-fill,minmax(15.5rem,1fr))]">
      {stations.map(
        (station, index) =>
          ids.has(station.id) && (
            <Tile
              key={station.id}
              station={station}
              meter={meters.get(station.session?.id ?? "")}
              place={index + 1}
              selected={station.id === selectedId}
              onOpen={onOpen}
            />
          ),
      )}
    </ul>
  );
}
