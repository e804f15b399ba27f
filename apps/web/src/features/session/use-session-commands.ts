import type { MenuItem } from "@mikro-dash/api-contract/schemas/catalogue";
import type { Charge, Order, Session } from "@mikro-dash/api-contract/schemas/session";
import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { useMemo } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { clock } from "../../clock/tick.tsx";
import { type I18n, useI18n } from "../../i18n/i18n.tsx";
import { type Command, type RunCommand, useCommand } from "../../live/use-command.ts";
import { meterOf } from "./meter.ts";
import { ordering, pausing, resuming, switching, voidingCharge, voidingOrder } from "./optimistic.ts";

export type OrderLine = { readonly item: MenuItem; readonly quantity: number };

/** The commands of an open session; each is undone by a command of its own. */
export function useSessionCommands() {
  const run = useCommand();
  const i18n = useI18n();
  return useMemo(() => sessionCommands(run, i18n), [run, i18n]);
}

function sessionCommands(run: RunCommand, { t, f, nameOf }: I18n) {
  const pause = (station: BoardStation, session: Session): Command<Session> => {
    const [id, at] = [newId(), pressedAt()];
    return {
      send: () => api.call("pauseSession", { params: { id: session.id }, body: { id, at } }),
      patch: pausing(session, id, at),
      done: t.session.pausedDone(nameOf(station)),
      undo: (paused) => () => run({ ...resume(station, paused), done: t.app.undone }),
    };
  };
  const resume = (station: BoardStation, session: Session): Command<Session> => {
    const [id, at] = [newId(), pressedAt()];
    return {
      send: () => api.call("resumeSession", { params: { id: session.id }, body: { id, at } }),
      patch: resuming(session, id, at),
      done: t.session.resumedDone(nameOf(station)),
    };
  };
  const mode = (station: BoardStation, session: Session, to: "single" | "multi"): Command<Session> => {
    const [id, at] = [newId(), pressedAt()];
    return {
      send: () => api.call("changeMode", { params: { id: session.id }, body: { id, at, mode: to } }),
      patch: switching(station, session, to, { id, pausedId: newId() }, at),
      done: t.session.modeDone(nameOf(station), t.board[to]),
      undo: (changed) => () =>
        run({ ...mode(station, changed, to === "multi" ? "single" : "multi"), done: t.app.undone }),
    };
  };
  const voidOrder = (session: Session, order: Order): Command<Session> => {
    const body = { at: pressedAt() };
    return {
      send: () => api.call("voidOrder", { params: { id: order.id }, body }),
      patch: voidingOrder(session, order.id),
      done: t.session.voided,
    };
  };
  const order = (session: Session, { item, quantity }: OrderLine): Command<Session> => {
    const [id, at] = [newId(), pressedAt()];
    return {
      send: () =>
        api.call("addOrder", { params: { id: session.id }, body: { id, at, menuItemId: item.id, quantity } }),
      patch: ordering(session, item, quantity, id, at),
      done: t.session.orderAdded(`${f.count(quantity)} × ${nameOf(item)}`),
      undo: (answer) => () => {
        const made = answer.orders.find((row) => row.id === id);
        return made && run(voidOrder(answer, made));
      },
    };
  };

  return {
    togglePause: (station: BoardStation, session: Session) =>
      run(
        meterOf(session).status(clock.instant()) === "paused"
          ? resume(station, session)
          : pause(station, session),
      ),
    setMode: (station: BoardStation, session: Session, to: "single" | "multi") =>
      run(mode(station, session, to)),
    order: (session: Session, line: OrderLine) => run(order(session, line)),
    voidOrder: (session: Session, row: Order) => run(voidOrder(session, row)),
    voidCharge: (session: Session, charge: Charge) => {
      const body = { at: pressedAt() };
      return run({
        send: () => api.call("voidCharge", { params: { id: charge.id }, body }),
        patch: voidingCharge(session, charge.id),
        done: t.session.voided,
      });
    },
  };
}

/** The mode that runs, or ran before the pause. */
export const modeOf = (session: Session): "single" | "multi" =>
  session.segments.findLast((segment) => segment.kind !== "paused")?.kind === "multi" ? "multi" : "single";
