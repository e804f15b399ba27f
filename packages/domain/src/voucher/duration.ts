const UNITS = [
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

const WORDS = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:\d+ms)?$/;
const CLOCK = /^(?:(\d+)w)?(?:(\d+)d)?\s?(\d+):([0-5]\d)(?::([0-5]\d))?$/;

/**
 * Whole seconds of a RouterOS duration: `1w2d3h4m5s`, `23:59:00`, `1d02:03:04`. Null when the text is none.
 * @see docs/router.md
 */
export function parseDuration(text: string): number | null {
  const match = text === "" ? null : (WORDS.exec(text) ?? CLOCK.exec(text));
  if (match === null) return null;
  let seconds = 0;
  for (const [i, [, unit]] of UNITS.entries()) seconds += Number(match[i + 1] ?? 0) * unit;
  return Number.isSafeInteger(seconds) ? seconds : null;
}

/** As RouterOS writes it: `1w2d3h4m5s`, zero is `0s`. @param seconds whole, ≥ 0 */
export function formatDuration(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`not a duration: ${seconds}`);
  let rest = seconds;
  let text = "";
  for (const [letter, unit] of UNITS) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0) text += `${count}${letter}`;
  }
  return text || "0s";
}
