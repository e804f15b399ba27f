import { expect, test } from "vitest";
import { pooledRandomBytes } from "./pooled-random-bytes.ts";

test("given a pool, when bytes are taken past its end, then each is given out once, and what was given stays", () => {
  let fills = 0;
  const take = pooledRandomBytes((pool) => {
    fills += 1;
    for (const i of pool.keys()) pool[i] = (fills * 100 + i) % 251;
  });
  const first = take(10);
  expect([...first]).toEqual(Array.from({ length: 10 }, (_, i) => 100 + i));
  for (let taken = 10; taken < 4_090; taken += 10) {
    expect([...take(10)]).toEqual(Array.from({ length: 10 }, (_, i) => (100 + taken + i) % 251));
  }
  expect(fills).toBe(1);
  expect([...take(10)]).toEqual(Array.from({ length: 10 }, (_, i) => 200 + i));
  expect(fills).toBe(2);
  expect(first[0]).toBe(100);
});

test("given the system's source, when bytes are taken, then they are not all alike", () => {
  const take = pooledRandomBytes();
  expect(new Set(Array.from({ length: 50 }, () => take(10).join())).size).toBe(50);
});
