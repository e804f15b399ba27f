import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command, cursor, limit, queryInstant } from "../schemas/body.ts";
import { chargeId, menuItemId, orderId, paymentId, sessionId, stationId } from "../schemas/ids.ts";
import { paymentMethod, playMode, session } from "../schemas/session.ts";
import {
  amount,
  instant,
  listOf,
  notes,
  positiveAmount,
  quantity,
  reason,
  sum,
  timerMinutes,
} from "../schemas/units.ts";

const common = { tag: "sessions", where: "both", auth: "device" } as const;
const ofSession = z.object({ id: sessionId });
const limits = {
  /** Played time; null takes the limit away. */
  timerMinutes: timerMinutes.nullable().exactOptional(),
  costLimit: positiveAmount.nullable().exactOptional(),
  notes: notes.nullable().exactOptional(),
} as const;

const listSessions = endpoint({
  ...common,
  method: "GET",
  path: "/sessions",
  summary: "Sessions by start, newest first",
  query: z.object({
    from: queryInstant.exactOptional(),
    to: queryInstant.exactOptional(),
    stationId: stationId.exactOptional(),
    status: z.enum(["open", "running", "paused", "ended"]).exactOptional(),
    cursor: cursor.exactOptional(),
    limit: limit.exactOptional(),
  }),
  status: 200,
  response: z
    .object({ items: listOf(session), nextCursor: z.string().nullable() })
    .meta({ id: "SessionPage" }),
  errors: [],
});

const getSession = endpoint({
  ...common,
  method: "GET",
  path: "/sessions/:id",
  summary: "One session, with its bill",
  params: ofSession,
  status: 200,
  response: session,
  errors: ["NOT_FOUND"],
});

const startSession = endpoint({
  ...common,
  method: "POST",
  path: "/sessions",
  summary: "Start a session on a station",
  body: z.object({ ...command, stationId, mode: playMode.exactOptional(), ...limits }),
  status: 201,
  response: session,
  errors: ["STATION_BUSY", "STATION_OUT_OF_ORDER", "NOT_FOUND", "ID_REUSED"],
});

const updateSession = endpoint({
  ...common,
  method: "PATCH",
  path: "/sessions/:id",
  summary: "Correct the start, set limits and notes",
  params: ofSession,
  body: z.object({ at: command.at, startedAt: instant.exactOptional(), ...limits }),
  status: 200,
  response: session,
  errors: ["SESSION_ENDED"],
});

/** What is done to a session answers the session. */
export const sessionCommand = {
  ...common,
  method: "POST",
  params: ofSession,
  status: 200,
  response: session,
} as const;

const pauseSession = endpoint({
  ...sessionCommand,
  path: "/sessions/:id/pause",
  summary: "Stop the clock",
  body: z.object(command),
  errors: ["SESSION_ENDED", "ALREADY_PAUSED", "ID_REUSED"],
});

const resumeSession = endpoint({
  ...sessionCommand,
  path: "/sessions/:id/resume",
  summary: "Go on in the mode that ran before",
  body: z.object(command),
  errors: ["SESSION_ENDED", "NOT_PAUSED", "ID_REUSED"],
});

const changeMode = endpoint({
  ...sessionCommand,
  path: "/sessions/:id/mode",
  summary: "Switch between single and multi",
  body: z.object({ ...command, mode: playMode }),
  errors: ["SESSION_ENDED", "ID_REUSED"],
});

const moveSession = endpoint({
  ...sessionCommand,
  path: "/sessions/:id/move",
  summary: "Move to another station, at its rate from then on",
  body: z.object({ ...command, stationId }),
  errors: ["SESSION_ENDED", "STATION_BUSY", "STATION_OUT_OF_ORDER", "ID_REUSED"],
});

const addOrder = endpoint({
  ...sessionCommand,
  status: 201,
  path: "/sessions/:id/orders",
  summary: "Put food or drink on the bill, at today's price",
  body: z.object({ ...command, menuItemId, quantity }),
  errors: ["SESSION_ENDED", "ID_REUSED"],
});

const voidBody = z.object({ ...command, reason: reason.exactOptional() });

const voidOrder = endpoint({
  ...sessionCommand,
  path: "/orders/:id/void",
  summary: "Take an order off the bill; it stays visible",
  params: z.object({ id: orderId }),
  body: voidBody,
  errors: ["SESSION_ENDED", "ALREADY_VOIDED"],
});

const addCharge = endpoint({
  ...sessionCommand,
  status: 201,
  path: "/sessions/:id/charges",
  summary: "Add an extra charge with a reason",
  body: z.object({ ...command, amount: positiveAmount, reason }),
  errors: ["SESSION_ENDED", "ID_REUSED"],
});

const voidCharge = endpoint({
  ...sessionCommand,
  path: "/charges/:id/void",
  summary: "Take a charge off the bill; it stays visible",
  params: z.object({ id: chargeId }),
  body: voidBody,
  errors: ["SESSION_ENDED", "ALREADY_VOIDED"],
});

const transferSession = endpoint({
  ...sessionCommand,
  path: "/sessions/:id/transfer",
  summary: "Close this session and put its bill on another one; answers the one that was closed",
  body: z.object({ ...command, toSessionId: sessionId, includeOrders: z.boolean() }),
  errors: ["SESSION_ENDED", "ID_REUSED"],
});

const endSession = endpoint({
  ...sessionCommand,
  path: "/sessions/:id/end",
  summary: "Close the bill, and take the money if it is there",
  body: z
    .object({
      ...command,
      discount: amount.exactOptional(),
      discountReason: reason.exactOptional(),
      /** What the customer was told; a difference is refused with the fresh bill. */
      expectedPayable: sum.exactOptional(),
      payment: z
        .object({ id: paymentId.exactOptional(), amount: positiveAmount, method: paymentMethod })
        .exactOptional(),
    })
    .refine((body) => !body.discount || body.discountReason !== undefined, {
      path: ["discountReason"],
      message: "a discount needs a reason",
    }),
  errors: ["SESSION_ENDED", "BILL_CHANGED", "ID_REUSED"],
});

export const sessionEndpoints = {
  listSessions,
  getSession,
  startSession,
  updateSession,
  pauseSession,
  resumeSession,
  changeMode,
  moveSession,
  addOrder,
  voidOrder,
  addCharge,
  voidCharge,
  transferSession,
  endSession,
} as const;
