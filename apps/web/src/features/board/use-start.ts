import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { useCallback } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { opening } from "../session/optimistic.ts";

export type Start = {
  readonly station: BoardStation;
  readonly mode: "single" | "multi";
  readonly at?: EpochMs;
  readonly timerMinutes?: number;
};

/** Starts a session; the tile runs at once. */
export function useStart() {
  const run = useCommand();
  const { t, nameOf } = useI18n();
  return useCallback(
    ({ station, mode, at = pressedAt(), timerMinutes }: Start) => {
      const id = newId();
      const body = {
        id,
        stationId: station.id,
        mode,
        at,
        ...(timerMinutes === undefined ? {} : { timerMinutes }),
      };
      return run({
        send: () => api.call("startSession", { body }),
        patch: opening({ id, station, mode, at, timerMinutes: timerMinutes ?? null, segmentId: newId() }),
        done: t.session.started(nameOf(station)),
      });
    },
    [run, t, nameOf],
  );
}
