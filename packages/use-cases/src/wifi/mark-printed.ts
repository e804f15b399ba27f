import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { attempt } from "../store/attempt.ts";
import { logLine } from "../store/repeat.ts";
import { PRINT_VERB } from "./present-voucher.ts";
import { writeLine } from "./write-line.ts";

export interface MarkPrinted {
  readonly id?: string;
  readonly codes: readonly string[];
}

/**
 * Notes that these vouchers were printed, once more if they were before; the line in the activity log is the mark. Whether the
 * router knows the codes is not asked: what was printed was printed. ID_REUSED.
 */
export function markPrinted(
  { id: given, codes }: MarkPrinted,
  ctx: Context,
): Promise<Result<{ readonly printedAt: EpochMs; readonly codes: readonly string[] }, Refusal>> {
  return attempt(async () => {
    const { store } = ctx;
    const id = given ?? ctx.ids.next();
    const [[line]] = await store.read([logLine(store.db, id)]);
    if (line) {
      const isSame = line.verb === PRINT_VERB && JSON.stringify(line.rowIds) === JSON.stringify(codes);
      return isSame ? ok({ printedAt: line.at, codes }) : err({ code: "ID_REUSED" });
    }
    const made = await writeLine(ctx, { id, verb: PRINT_VERB, rowIds: codes });
    return ok({ printedAt: made.at, codes });
  });
}
