import type { Segment } from "@mikro-dash/api-contract/schemas/session";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { type Command, useCommand } from "../../live/use-command.ts";

type BatchId = NonNullable<Segment["batchId"]>;

export function useOutageCommands() {
  const run = useCommand();
  const { t, f } = useI18n();

  const undo = (batchId: string): Command<unknown> => {
    const body = { id: newId(), at: pressedAt() };
    return {
      send: () => api.call("undoOutage", { params: { batchId: batchId as BatchId }, body }),
      done: t.app.undone,
    };
  };
  return {
    freeze: (at: EpochMs) => {
      const body = { id: newId(), at };
      return run({
        send: () => api.call("freezeAll", { body }),
        done: ({ sessions }) => t.outage.frozen(sessions.length, f.count(sessions.length)),
        undo:
          ({ batchId }) =>
          () =>
            run(undo(batchId)),
      });
    },
    resume: () => {
      const body = { id: newId(), at: pressedAt() };
      return run({
        send: () => api.call("resumeAll", { body }),
        done: ({ sessions }) => t.outage.resumed(sessions.length, f.count(sessions.length)),
        undo:
          ({ batchId }) =>
          () =>
            run(undo(batchId)),
      });
    },
    undo: (batchId: string) => run(undo(batchId)),
    /** There was no power cut: the desktop does not ask again. */
    dismiss: () => {
      const body = { id: newId(), at: pressedAt() };
      return run({ send: () => api.call("dismissFreeze", { body }) });
    },
  };
}
