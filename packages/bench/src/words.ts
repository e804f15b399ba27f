/** Milliseconds with as many digits as mean something. */
export function ms(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value >= 10 ? value.toFixed(0) : value.toFixed(1);
}

export function ratio(value: number, of: number): string {
  const times = value / of;
  if (!Number.isFinite(times)) return "–";
  return `${times >= 10 ? Math.round(times).toLocaleString("en") : times.toFixed(times >= 0.1 ? 1 : 2)}×`;
}

export function bytes(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(2)} GB`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} MB`;
  return value >= 1e3 ? `${(value / 1e3).toFixed(1)} KB` : `${Math.round(value)} B`;
}

export const whole = (value: number): string => Math.round(value).toLocaleString("en");
