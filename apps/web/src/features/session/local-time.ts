const two = (n: number) => String(n).padStart(2, "0");

/** For `<input type="datetime-local">`: the device's wall clock, to the minute. */
export function localOfInstant(at: number): string {
  const d = new Date(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** Epoch ms of what was chosen; null when it is no date. */
export function instantOfLocal(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
