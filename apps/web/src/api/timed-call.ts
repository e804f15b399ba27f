import { clock } from "../clock/tick.tsx";

/** Learns the server's time from an answer that carries it. */
export async function timed<T extends { readonly serverTime: number }>(call: () => Promise<T>): Promise<T> {
  const sentAt = performance.now();
  const answer = await call();
  clock.learn(answer.serverTime, sentAt, performance.now());
  return answer;
}
