export const p99 = (ms: readonly number[]) =>
  ms.toSorted((a, b) => a - b)[Math.ceil(ms.length * 0.99) - 1] ?? 0;

/** Notes how many milliseconds some work takes. */
export async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  into.push(performance.now() - from);
  return result;
}
