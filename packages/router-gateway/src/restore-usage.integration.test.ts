import type { Result } from "@mikro-dash/domain/result";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectRouter } from "./connect-router.ts";
import type { RouterGateway } from "./router-gateway.ts";

const GB = 1024 ** 3;
const SET = "/ip/hotspot/user/set";
const FIRST = epochMs(1_795_374_000_000);
const SECOND = epochMs(FIRST + 3_600_000);

let simulator: Simulator;
let gateway: RouterGateway;
beforeEach(async () => {
  simulator = await startSimulator({ vouchers: 2 });
  simulator.router.tables.hotspotUsers.put("*1", {
    ...simulator.router.tables.hotspotUsers.get("*1"),
    ...{ "limit-bytes-total": String(GB), "limit-uptime": "1h", comment: "pkg:p|created:1|for Ahmed" },
  });
  gateway = connectRouter({
    ...{ host: "127.0.0.1", port: simulator.port, user: "mikro-dash", password: "mikro-dash" },
    ...{ clock: { now: () => epochMs(simulator.router.now) }, random: () => 0, commandTimeoutMs: 1_000 },
  });
});
afterEach(async () => {
  gateway.close();
  await simulator.stop();
});

const lost = (bytes: number, seconds: number, bootedAt: EpochMs = FIRST) => ({ bytes, seconds, bootedAt });
const restore = async (...losses: ReturnType<typeof lost>[]) =>
  succeeded(await gateway.restoreUsage({ id: "*1", code: "V00001" }, losses));
const limits = () => {
  const row = simulator.router.tables.hotspotUsers.get("*1") ?? {};
  return [Number(row["limit-bytes-total"]), row["limit-uptime"], row.comment];
};
const sets = () => simulator.log.counts()[SET] ?? 0;

function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("given a voucher of which the router forgot a part", () => {
  test("when it is restored, then limits and mark are written by one command, and the mark is no part of its note", async () => {
    const { voucher, before } = await restore(lost(350, 600));
    expect(before).toMatchObject({ bytesLimit: GB, timeLimitSeconds: 3_600 });
    expect(voucher).toMatchObject({ bytesLimit: GB - 350, timeLimitSeconds: 3_000, note: "for Ahmed" });
    expect(limits()).toEqual([GB - 350, "50m", `pkg:p|created:1|for Ahmed|lost:${FIRST}`]);
    expect(sets()).toBe(1);
  });

  test("when it is asked for again, also after somebody gave it more, then nothing is taken off twice", async () => {
    await restore(lost(350, 600));
    succeeded(await gateway.changeVoucher("*1", { bytesLimit: GB, timeLimitSeconds: 3_600 }));
    expect((await restore(lost(350, 600))).before).toBeNull();
    expect(limits().slice(0, 2)).toEqual([GB, "1h"]);
  });

  test("when it was lost twice, then each is taken off once, together or apart", async () => {
    await restore(lost(100, 60));
    await restore(lost(100, 60), lost(30, 30, SECOND));
    expect(limits()).toEqual([GB - 130, "58m30s", `pkg:p|created:1|for Ahmed|lost:${SECOND}`]);
  });

  test.each([
    ["lose-answer", 1],
    ["cut-answer", 1],
    ["reset", 2],
    ["silent", 2],
  ] as const)("when the answer is lost by %s, then it is taken off once", async (kind, writes) => {
    simulator.faults.add({ kind, on: SET, bytes: 3 });
    expect((await restore(lost(350, 600))).before).toMatchObject({ bytesLimit: GB });
    expect(limits().slice(0, 2)).toEqual([GB - 350, "50m"]);
    expect(sets()).toBe(writes);
  });

  test("when many ask at once, and its limit is changed meanwhile, then it is taken off once and no change is lost", async () => {
    const many = Array.from({ length: 5 }, () => restore(lost(350, 600)));
    const extended = gateway.changeVoucher("*1", { bytesLimit: 2 * GB });
    const answers = await Promise.all(many);
    expect(answers.filter(({ before }) => before !== null)).toHaveLength(1);
    const { bytesLimit } = succeeded(await extended);
    expect([2 * GB, 2 * GB - 350]).toContain(bytesLimit);
    expect(limits()[0]).toBe(bytesLimit);
  });
});

test("given all of a voucher was lost, when it is restored, then it is not without a limit, and who uses it is offline", async () => {
  simulator.router.sessions.login({ user: "V00001", mac: "A4:83:E7:00:00:01" });
  simulator.router.advance(1_000);
  const { voucher } = await restore(lost(GB, 10));
  expect(voucher).toMatchObject({ bytesLimit: 1, status: "exhausted", isOnline: false });
  expect(simulator.router.sessions.login({ user: "V00001", mac: "A4:83:E7:00:00:01" }).ok).toBe(false);
});

test("given somebody else is online, when what is left is enough, then nobody is put offline", async () => {
  simulator.router.sessions.login({ user: "V00001", mac: "A4:83:E7:00:00:01" });
  expect((await restore(lost(350, 600))).voucher).toMatchObject({ isOnline: true, status: "used" });
});

test("given a voucher that nothing limits, when it is restored, then its row is left alone", async () => {
  const { hotspotUsers } = simulator.router.tables;
  hotspotUsers.put("*1", { name: "V00001" });
  expect((await restore(lost(350, 600))).before).toBeNull();
  expect([sets(), hotspotUsers.get("*1")?.comment]).toEqual([0, undefined]);
});

test("given the id is another voucher's by now, when it is restored, then NOT_FOUND, and nothing is written", async () => {
  const answer = await gateway.restoreUsage({ id: "*2", code: "V00001" }, [lost(350, 600)]);
  expect(answer).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  expect(sets()).toBe(0);
});

test("given a batch that was cut short, when a voucher of it was restored before it is asked for again, then it is still ours", async () => {
  const batch = {
    ...{ codes: ["V00001"], profile: "1GB", server: null, bytesLimit: GB, timeLimitSeconds: 3_600 },
    comment: "pkg:p|created:1|for Ahmed",
  };
  await restore(lost(350, 600));
  expect(await gateway.createVouchers(batch)).toMatchObject({
    value: { created: [{ id: "*1", code: "V00001" }], failed: [] },
  });
});
