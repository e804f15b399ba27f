import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { useBoardNavigation } from "../board/use-board-navigation.ts";
import type { SessionViewProps } from "./panel.tsx";
import { StationChoice } from "./station-choice.tsx";
import { modeOf } from "./use-session-commands.ts";
import { ViewForm } from "./view-form.tsx";

export function MoveView({ board, station, session }: SessionViewProps & { readonly board: Board }) {
  const { t, f, nameOf } = useI18n();
  const run = useCommand();
  const { open } = useBoardNavigation();
  const [to, setTo] = useState<string>();
  const [busy, setBusy] = useState(false);
  const free = board.stations.filter((one) => one.session === null && !one.outOfOrder && !one.deleted);
  const target = free.find((one) => one.id === to);
  const mode = modeOf(session);

  async function move() {
    if (target === undefined) return;
    const body = { id: newId(), at: pressedAt(), stationId: target.id };
    setBusy(true);
    const moved = await run({
      send: () => api.call("moveSession", { params: { id: session.id }, body }),
      done: t.session.moved(nameOf(target)),
      undo: () => () => {
        const back = { id: newId(), at: pressedAt(), stationId: station.id };
        return run({
          send: () => api.call("moveSession", { params: { id: session.id }, body: back }),
          done: t.app.undone,
        });
      },
    });
    setBusy(false);
    if (moved) open(target.id);
  }

  return (
    <ViewForm
      title={t.session.moveTitle}
      text={free.length === 0 ? t.session.noFree : t.session.moveText}
      submit={target ? `${t.session.move} · ${nameOf(target)}` : t.session.move}
      disabled={target === undefined}
      busy={busy}
      testId="move-confirm"
      onSubmit={move}
    >
      <StationChoice
        label={t.session.moveTitle}
        stations={free}
        value={to}
        onChange={setTo}
        note={(one) =>
          `${f.price(mode === "multi" ? (one.hourlyRateMulti ?? one.hourlyRate) : one.hourlyRate)}${t.board.perHour}`
        }
      />
    </ViewForm>
  );
}
