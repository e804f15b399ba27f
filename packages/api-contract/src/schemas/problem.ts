import * as z from "zod";
import { ERROR_CODES } from "../error-codes.ts";
import { bill } from "./bill.ts";
import { listOf } from "./units.ts";

const fieldProblem = z.object({ path: z.string(), message: z.string() }).meta({ id: "FieldProblem" });

/** RFC 9457 `application/problem+json`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES),
    detail: z.string().exactOptional(),
    requestId: z.string(),
    fields: listOf(fieldProblem).exactOptional(),
    /** With BILL_CHANGED: the bill as it is now. */
    bill: bill.exactOptional(),
  })
  .meta({ id: "Problem" });

export type Problem = z.infer<typeof problem>;
