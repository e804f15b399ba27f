import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command } from "../schemas/body.ts";
import { closingId } from "../schemas/ids.ts";
import { paymentMethod } from "../schemas/session.ts";
import { positiveAmount, reason } from "../schemas/units.ts";
import { sessionCommand } from "./sessions.ts";

const addPayment = endpoint({
  ...sessionCommand,
  status: 201,
  path: "/closings/:id/payments",
  summary: "Take money for a closed bill",
  params: z.object({ id: closingId }),
  body: z.object({ ...command, amount: positiveAmount, method: paymentMethod }),
  errors: ["CLOSING_VOIDED", "ID_REUSED"],
});

const voidClosing = endpoint({
  ...sessionCommand,
  path: "/closings/:id/void",
  summary: "Reopen: the gap since the end is free",
  params: z.object({ id: closingId }),
  body: z.object({ ...command, reason }),
  errors: ["ALREADY_VOIDED", "STATION_BUSY"],
});

export const closingEndpoints = { addPayment, voidClosing } as const;
