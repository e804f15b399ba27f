const UNITS = [
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** Whole seconds as RouterOS prints them: `1w2d3h4m5s`, `0s`. */
export function formatDuration(seconds: number): string {
  let left = Math.floor(seconds);
  if (left <= 0) return "0s";
  let text = "";
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}

/** Seconds of `1w2d3h4m5s`, `hh:mm:ss`, `1d 02:00:00` or a bare number of seconds; undefined when it is none of these. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const clock = /^(?:(\d+)d ?)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (clock) {
    const [days, hours, minutes, seconds] = clock.slice(1).map((part) => Number(part ?? 0));
    return (days ?? 0) * 86_400 + (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  }
  if (text === "" || !/^(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/.test(text)) return undefined;
  let total = 0;
  for (const [unit, size] of UNITS) {
    const part = new RegExp(`(\\d+)${unit}`).exec(text);
    if (part) total += Number(part[1]) * size;
  }
  return total;
}
