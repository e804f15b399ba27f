import { dismissFreeze } from "@mikro-dash/use-cases/outage/dismiss-freeze";
import { freezeAll } from "@mikro-dash/use-cases/outage/freeze-all";
import { resumeAll } from "@mikro-dash/use-cases/outage/resume-all";
import { undoOutage } from "@mikro-dash/use-cases/outage/undo-outage";
import type { HandlersOf } from "./handlers-of.ts";

export const outageHandlers = {
  freezeAll: ({ body }, ctx) => freezeAll(body, ctx),
  resumeAll: ({ body }, ctx) => resumeAll(body, ctx),
  undoOutage: ({ params, body }, ctx) => undoOutage({ ...body, ...params }, ctx),
  dismissFreeze,
} satisfies HandlersOf<"dismissFreeze" | "freezeAll" | "resumeAll" | "undoOutage">;
