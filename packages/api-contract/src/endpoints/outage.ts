import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command, commandBody } from "../schemas/body.ts";
import { batchId } from "../schemas/ids.ts";
import { session } from "../schemas/session.ts";
import { instant, listOf } from "../schemas/units.ts";

const common = {
  tag: "outage",
  where: "both",
  auth: "device",
  method: "POST",
  status: 200,
  response: z.object({ batchId, sessions: listOf(session) }).meta({ id: "OutageBatch" }),
} as const;

const freezeAll = endpoint({
  ...common,
  path: "/outage/freeze",
  summary: "Power cut: stop every clock at one instant (default: when the café was last alive)",
  body: commandBody,
  errors: ["ID_REUSED"],
});

const resumeAll = endpoint({
  ...common,
  path: "/outage/resume",
  summary: "Power is back: go on with the sessions that a freeze stopped and nobody touched since",
  /** Which freeze; without it, every freeze that is still in force. */
  body: z.object({ ...command, freezeBatchId: batchId.exactOptional() }),
  errors: ["ID_REUSED"],
});

const undoOutage = endpoint({
  ...common,
  path: "/outage/:batchId/undo",
  summary: "Take a freeze or a resume back, as if it had not been",
  params: z.object({ batchId }),
  body: commandBody,
  errors: ["ALREADY_VOIDED"],
});

const dismissFreeze = endpoint({
  ...common,
  where: "local",
  path: "/outage/dismiss",
  summary: "There was no power cut: `freezeProposal` is not made again",
  body: commandBody,
  response: z.object({ serverTime: instant }).meta({ id: "FreezeDismissed" }),
  errors: [],
});

export const outageEndpoints = { freezeAll, resumeAll, undoOutage, dismissFreeze } as const;
