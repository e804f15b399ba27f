import * as z from "zod";
import { sessionId } from "./ids.ts";
import { instant, listOf } from "./units.ts";

/** Who did what, from which device, and the rows it made. */
export const activityEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.string(),
    device: z.string(),
    verb: z.string(),
    sessionId: sessionId.nullable(),
    rowIds: listOf(z.string()),
    requestId: z.string().nullable(),
  })
  .meta({ id: "ActivityEntry" });
