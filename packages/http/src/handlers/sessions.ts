import { addCharge } from "@mikro-dash/use-cases/sessions/add-charge";
import { addOrder } from "@mikro-dash/use-cases/sessions/add-order";
import { addPayment } from "@mikro-dash/use-cases/sessions/add-payment";
import { changeMode } from "@mikro-dash/use-cases/sessions/change-mode";
import { editSession } from "@mikro-dash/use-cases/sessions/edit-session";
import { endSession } from "@mikro-dash/use-cases/sessions/end-session";
import { getSession } from "@mikro-dash/use-cases/sessions/get-session";
import { listSessions } from "@mikro-dash/use-cases/sessions/list-sessions";
import { moveSession } from "@mikro-dash/use-cases/sessions/move-session";
import { pauseSession } from "@mikro-dash/use-cases/sessions/pause-session";
import { reopenSession } from "@mikro-dash/use-cases/sessions/reopen-session";
import { resumeSession } from "@mikro-dash/use-cases/sessions/resume-session";
import { startSession } from "@mikro-dash/use-cases/sessions/start-session";
import { transferSession } from "@mikro-dash/use-cases/sessions/transfer-session";
import { voidCharge, voidOrder } from "@mikro-dash/use-cases/sessions/void-item";
import type { HandlersOf } from "./handlers-of.ts";

type Names =
  | "listSessions"
  | "getSession"
  | "startSession"
  | "updateSession"
  | "pauseSession"
  | "resumeSession"
  | "changeMode"
  | "moveSession"
  | "addOrder"
  | "voidOrder"
  | "addCharge"
  | "voidCharge"
  | "transferSession"
  | "endSession"
  | "addPayment"
  | "voidClosing";

export const sessionHandlers = {
  listSessions: ({ query }, ctx) => listSessions(query, ctx),
  getSession: ({ params }, ctx) => getSession({ sessionId: params.id }, ctx),
  startSession: ({ body }, ctx) => startSession(body, ctx),
  updateSession: ({ params, body }, ctx) => editSession({ ...body, sessionId: params.id }, ctx),
  pauseSession: ({ params, body }, ctx) => pauseSession({ ...body, sessionId: params.id }, ctx),
  resumeSession: ({ params, body }, ctx) => resumeSession({ ...body, sessionId: params.id }, ctx),
  changeMode: ({ params, body }, ctx) => changeMode({ ...body, sessionId: params.id }, ctx),
  moveSession: ({ params, body }, ctx) => moveSession({ ...body, sessionId: params.id }, ctx),
  addOrder: ({ params, body }, ctx) => addOrder({ ...body, sessionId: params.id }, ctx),
  voidOrder: ({ params, body }, ctx) => voidOrder({ ...body, targetId: params.id }, ctx),
  addCharge: ({ params, body }, ctx) => addCharge({ ...body, sessionId: params.id }, ctx),
  voidCharge: ({ params, body }, ctx) => voidCharge({ ...body, targetId: params.id }, ctx),
  transferSession: ({ params, body }, ctx) => transferSession({ ...body, sessionId: params.id }, ctx),
  endSession: ({ params, body }, ctx) => endSession({ ...body, sessionId: params.id }, ctx),
  addPayment: ({ params, body }, ctx) => addPayment({ ...body, closingId: params.id }, ctx),
  voidClosing: ({ params, body }, ctx) => reopenSession({ ...body, closingId: params.id }, ctx),
} satisfies HandlersOf<Names>;
