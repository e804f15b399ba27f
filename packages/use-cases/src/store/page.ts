/** One page of rows; `limit + 1` were asked for, so one more than the page says that there is a next one. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

export const DEFAULT_LIMIT = 50;
