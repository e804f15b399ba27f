import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useMemo } from "react";
import { type Meter, meterOf } from "../session/meter.ts";

/** One meter for each open session, shared by its tile, the counters and the panel. */
export type Meters = ReadonlyMap<string, Meter>;

export function useMeters(board: Board | undefined): Meters {
  return useMemo(() => {
    const meters = new Map<string, Meter>();
    for (const { session } of board?.stations ?? []) if (session) meters.set(session.id, meterOf(session));
    return meters;
  }, [board]);
}
