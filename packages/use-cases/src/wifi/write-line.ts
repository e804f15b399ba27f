import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { idIsFree, logLine } from "../store/repeat.ts";

/** Writes the line of a command whose rows are on the router, not in the books. Answers the line; STALE when its id was taken. */
export async function writeLine(ctx: Context, entry: Parameters<typeof activityRow>[1]) {
  const { store } = ctx;
  const id = entry.id ?? ctx.ids.next();
  const [[line]] = await store.write(
    [idIsFree(id)],
    [activityRow(ctx, { ...entry, id })],
    [logLine(store.db, id)],
  );
  if (!line) throw new Error("a line that was just written cannot be read");
  return line;
}
