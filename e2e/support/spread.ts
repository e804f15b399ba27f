/** What is said of many measurements of one thing, in whole milliseconds or tenths of one. */
export interface Spread {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}

export const inWords = ({ median, p99, max }: Spread): string =>
  `median ${tenths(median)} ms, p99 ${tenths(p99)} ms, max ${tenths(max)} ms`;

const tenths = (ms: number): string => (ms < 100 ? ms.toFixed(1) : ms.toFixed(0));
