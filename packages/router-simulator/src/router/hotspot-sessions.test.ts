import { beforeEach, expect, test } from "vitest";
import { Router } from "./router.ts";
import { seedRouter } from "./seed.ts";
import type { Row } from "./table.ts";

let router: Router;

beforeEach(() => {
  router = new Router({ version: "7.20.4", accounts: [], startAt: 0 });
  seedRouter(router, "cafe");
});

const addUser = (row: Row) =>
  router.tables.hotspotUsers.add({ password: row.name ?? "", profile: "1GB", ...row });
const userRow = (name: string) => router.tables.hotspotUsers.find((row) => row.name === name)?.[1];
const login = (user: string, mac = "A4:00:00:00:00:01") =>
  router.sessions.login({ user, mac, bytesInPerSecond: 100, bytesOutPerSecond: 900 });

test("given a session, when time passes, then its user's counters move at logout and not before", () => {
  addUser({ name: "A" });
  login("A");
  router.advance(60_000);
  expect(router.sessions.of("A")[0]).toMatchObject({ uptimeMs: 60_000, bytesIn: 6_000, bytesOut: 54_000 });
  expect(userRow("A")?.["bytes-out"]).toBeUndefined();
  for (const session of router.sessions.of("A")) router.sessions.logout(session.id);
  expect(userRow("A")).toMatchObject({ uptime: "1m", "bytes-in": "6000", "bytes-out": "54000" });
});

test("given a time limit, when it is reached, then the session ends at that second and login is refused", () => {
  addUser({ name: "A", "limit-uptime": "1h" });
  login("A");
  router.advance(7_200_000);
  expect(router.sessions.all()).toEqual([]);
  expect(userRow("A")).toMatchObject({ uptime: "1h" });
  expect(login("A")).toEqual({ ok: false, reason: "user A has reached uptime limit" });
});

test("given a byte limit, when it is passed, then the overshoot is small and login is refused", () => {
  addUser({ name: "A", "limit-bytes-total": "1000000" });
  login("A");
  router.advance(3_600_000);
  const used = Number(userRow("A")?.["bytes-in"]) + Number(userRow("A")?.["bytes-out"]);
  expect(used).toBeGreaterThanOrEqual(1_000_000);
  expect(used).toBeLessThan(1_003_000);
  expect(login("A")).toEqual({ ok: false, reason: "user A has reached traffic limit" });
});

test("given one shared user, when a second device logs in, then it is refused; the same device starts a new session", () => {
  addUser({ name: "A" });
  expect(login("A").ok).toBe(true);
  expect(login("A", "A4:00:00:00:00:02")).toEqual({
    ok: false,
    reason: "no more sessions are allowed for user A",
  });
  expect(login("A").ok).toBe(true);
  expect(router.sessions.all()).toHaveLength(1);
});

test("given a live session, when the power is cut, then what it had counted is lost and the uptime starts again", () => {
  addUser({ name: "A" });
  login("A");
  router.advance(60_000);
  router.powerCut();
  expect(router.sessions.all()).toEqual([]);
  expect(userRow("A")?.["bytes-out"]).toBeUndefined();
  expect(router.uptimeSeconds).toBe(0);
});

test("given a live session, when the router reboots in order, then what it had counted is kept", () => {
  addUser({ name: "A" });
  login("A");
  router.advance(60_000);
  router.reboot();
  expect(userRow("A")).toMatchObject({ uptime: "1m", "bytes-out": "54000" });
});

test("given a disabled, an unknown and a wrong password, when logging in, then it is refused", () => {
  addUser({ name: "A", disabled: "true" });
  addUser({ name: "B", password: "secret" });
  expect(login("A").ok).toBe(false);
  expect(login("B").ok).toBe(false);
  expect(login("C").ok).toBe(false);
});

test("given two shared users, when a third device logs in, then it is refused", () => {
  router.tables.hotspotUserProfiles.add({ name: "pair", "shared-users": "2" });
  addUser({ name: "A", profile: "pair" });
  expect([login("A").ok, login("A", "A4:00:00:00:00:02").ok, login("A", "A4:00:00:00:00:03").ok]).toEqual([
    true,
    true,
    false,
  ]);
});

test("given a device that was here, when it comes back, then its cookie lets it in, until it runs out or is put out by hand", () => {
  const mac = "A4:00:00:00:00:01";
  addUser({ name: "A" });
  login("A", mac);
  router.sessions.logoutAll();
  expect(router.sessions.comeBack(mac).ok).toBe(true);
  expect(router.sessions.of("A")[0]).toMatchObject({ mac, loginBy: "mac-cookie" });
  router.powerCut();
  expect(router.sessions.comeBack(mac).ok).toBe(true);
  router.sessions.logoutAll();
  router.advance(4 * 86_400_000);
  expect(router.sessions.comeBack(mac)).toEqual({ ok: false, reason: "no cookie for this device" });
});

test("given an idle time, when nothing moves for as long, then the session ends", () => {
  router.tables.hotspotUserProfiles.add({ name: "idle", "idle-timeout": "5m", "session-timeout": "1h" });
  addUser({ name: "A", profile: "idle" });
  router.sessions.login({ user: "A", mac: "A4:00:00:00:00:01", bytesInPerSecond: 0, bytesOutPerSecond: 0 });
  router.advance(299_000);
  expect(router.sessions.of("A")).toHaveLength(1);
  router.advance(1_000);
  expect(router.sessions.of("A")).toHaveLength(0);
  login("A");
  router.advance(3_600_000);
  expect(userRow("A")?.uptime).toBe("1h5m");
});

test.each([
  ["limit-bytes-in", 100],
  ["limit-bytes-out", 900],
])("given %s, when it is reached, then login is refused", (limit, perSecond) => {
  addUser({ name: "A", [limit]: String(perSecond * 60) });
  login("A");
  router.advance(61_000);
  expect(router.sessions.all()).toEqual([]);
  expect(login("A")).toEqual({ ok: false, reason: "user A has reached traffic limit" });
});

test("given a device that is blocked, when it logs in, then it is refused", () => {
  addUser({ name: "A" });
  router.tables.ipBindings.add({ "mac-address": "A4:00:00:00:00:01", type: "blocked" });
  expect([login("A").ok, login("A", "A4:00:00:00:00:02").ok]).toEqual([false, true]);
});

test("given a clock that jumps, when the uptime is asked for, then it knows nothing of it", () => {
  router.advance(60_000);
  router.jumpClock(-86_400_000);
  expect([router.now, router.uptimeSeconds]).toEqual([60_000 - 86_400_000, 60]);
});
