import { formatDuration, parseDuration } from "../values/duration.ts";
import type { ByteString } from "../wire/byte-string.ts";
import { bakeCookie, cookieOf, serverKnowsCookies } from "./cookies.ts";
import { freeAddress, noteLease } from "./leases.ts";
import { limitsOf, reachedLimit, usedBy } from "./limits.ts";
import type { Router } from "./router.ts";
import { noteInLog } from "./router-log.ts";
import { type Row, withColumns } from "./table.ts";

export interface LiveSession {
  readonly id: ByteString;
  readonly user: ByteString;
  readonly mac: ByteString;
  readonly address: ByteString;
  readonly server: ByteString;
  readonly loginBy: ByteString;
  uptimeMs: number;
  idleMs: number;
  /** Upload, as RouterOS counts `bytes-in`. */
  bytesIn: number;
  bytesOut: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
}

export interface Login {
  readonly user: ByteString;
  readonly password?: ByteString;
  readonly mac: ByteString;
  readonly hostName?: ByteString;
  readonly server?: ByteString;
  readonly bytesInPerSecond?: number;
  readonly bytesOutPerSecond?: number;
}

export type LoginResult =
  | { readonly ok: true; readonly id: ByteString }
  | { readonly ok: false; readonly reason: string };

/** How far past a byte limit a router gets before it notices. */
const OVERSHOOT_BYTES = 2_271;

/** What is live on the hotspot. A session's counters reach its user's row at logout, and only then. */
export class HotspotSessions {
  #router: Router;
  #live = new Map<ByteString, LiveSession>();
  #next = 1;
  #listeners = new Set<() => void>();

  constructor(router: Router) {
    this.#router = router;
  }

  /** Called when a session has begun or ended. Answers how to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  all(): readonly LiveSession[] {
    return [...this.#live.values()];
  }

  of(user: ByteString): readonly LiveSession[] {
    return this.all().filter((session) => session.user === user);
  }

  /** With a code (its password is the same unless another is given), as on the hotspot's page. */
  login(login: Login): LoginResult {
    const user = this.#userNamed(login.user);
    const rightPassword = (login.password ?? login.user) === (user?.password ?? "");
    const refusal = user && rightPassword ? this.#refusal(login, user) : "invalid username or password";
    if (!user || refusal) return { ok: false, reason: refusal ?? "" };
    return this.#begin(login, user, "http-chap");
  }

  /** The device is in reach again: with a cookie it is let in without its code. */
  comeBack(mac: ByteString, login: Omit<Login, "user" | "mac"> = {}): LoginResult {
    const cookie = cookieOf(this.#router, mac);
    const user = this.#userNamed(cookie?.user ?? "");
    if (!user) return { ok: false, reason: "no cookie for this device" };
    const full = { ...login, mac, user: user.name ?? "" };
    const refusal = this.#refusal(full, user);
    return refusal ? { ok: false, reason: refusal } : this.#begin(full, user, "mac-cookie");
  }

  #begin(login: Login, user: Row, loginBy: ByteString): LoginResult {
    for (const session of this.all()) if (session.mac === login.mac) this.logout(session.id);
    const address = noteLease(this.#router, login.mac, login.hostName) ?? freeAddress(this.#router);
    const id = `*${(this.#next++).toString(16).toUpperCase()}`;
    const firstServer = this.#router.tables.hotspotServers.entries().next().value?.[1].name;
    const server = login.server ?? firstServer ?? "hotspot1";
    this.#live.set(id, {
      ...{ id, address, user: login.user, mac: login.mac, server, loginBy },
      ...{ uptimeMs: 0, idleMs: 0, bytesIn: 0, bytesOut: 0 },
      bytesInPerSecond: login.bytesInPerSecond ?? 2_000,
      bytesOutPerSecond: login.bytesOutPerSecond ?? 40_000,
    });
    if (serverKnowsCookies(this.#router, server)) bakeCookie(this.#router, user, login.mac);
    this.#changed(`${login.user} (${address}): logged in`);
    return { ok: true, id };
  }

  #userNamed(name: ByteString): Row | undefined {
    return this.#router.tables.hotspotUsers.named(name)?.[1];
  }

  #profileOf(user: Row): Row | undefined {
    return this.#router.tables.hotspotUserProfiles.named(user.profile ?? "default")?.[1];
  }

  #refusal(login: Login, user: Row): string | undefined {
    if (user.disabled === "true") return "invalid username or password";
    const binding = this.#router.tables.ipBindings.find((row) => row["mac-address"] === login.mac)?.[1];
    if (binding?.type === "blocked" && binding.disabled !== "true") return "this device is blocked";
    if (user["mac-address"] && user["mac-address"] !== login.mac)
      return "this user is bound to another device";
    const reached = reachedLimit(user, []);
    if (reached) return `user ${login.user} has reached ${reached} limit`;
    const shared = Number(this.#profileOf(user)?.["shared-users"] ?? 1);
    const others = this.of(login.user).filter((session) => session.mac !== login.mac);
    return others.length >= shared ? `no more sessions are allowed for user ${login.user}` : undefined;
  }

  #changed(message: string): void {
    noteInLog(this.#router, "hotspot,account,info,debug", message);
    for (const listener of this.#listeners) listener();
  }

  logout(id: ByteString): boolean {
    const session = this.#live.get(id);
    if (!session) return false;
    this.#live.delete(id);
    this.#changed(`${session.user} (${session.address}): logged out`);
    const users = this.#router.tables.hotspotUsers;
    const found = users.named(session.user);
    if (!found) return true;
    const [userId, user] = found;
    const seconds = (parseDuration(user.uptime ?? "0s") ?? 0) + Math.floor(session.uptimeMs / 1000);
    users.put(
      userId,
      withColumns(user, {
        uptime: formatDuration(seconds),
        "bytes-in": String(Number(user["bytes-in"] ?? 0) + session.bytesIn),
        "bytes-out": String(Number(user["bytes-out"] ?? 0) + session.bytesOut),
      }),
    );
    return true;
  }

  logoutAll(): void {
    for (const session of this.all()) this.logout(session.id);
  }

  /** A power cut: nothing is folded, and ids start again. */
  loseAll(): void {
    this.#live.clear();
    this.#next = 1;
    for (const listener of this.#listeners) listener();
  }

  addTraffic(session: LiveSession, bytesIn: number, bytesOut: number): void {
    session.bytesIn += bytesIn;
    session.bytesOut += bytesOut;
    if (bytesIn + bytesOut > 0) session.idleMs = 0;
    this.#enforce(session);
  }

  /** Lets time pass in steps of a second (of an hour's 1/3600 when much passes at once), so that limits fall where they should. */
  accrue(ms: number, clock: (stepMs: number) => void): void {
    const step = Math.max(1_000, Math.ceil(ms / 3_600));
    for (let left = ms; left > 0; left -= step) {
      const passed = Math.min(step, left);
      clock(passed);
      for (const session of this.all()) this.#live.has(session.id) && this.#accrueOne(session, passed);
    }
  }

  #accrueOne(session: LiveSession, ms: number): void {
    const passed = Math.min(ms, this.msLeft(session) ?? ms);
    session.uptimeMs += passed;
    session.bytesIn += Math.round((session.bytesInPerSecond * passed) / 1000);
    session.bytesOut += Math.round((session.bytesOutPerSecond * passed) / 1000);
    session.idleMs = session.bytesInPerSecond + session.bytesOutPerSecond > 0 ? 0 : session.idleMs + passed;
    this.#enforce(session);
    this.#enforceProfile(session);
  }

  /** Its profile may end a session that is idle, or that has lasted long enough. */
  #enforceProfile(session: LiveSession): void {
    const profile = this.#profileOf(this.#userNamed(session.user) ?? {});
    const idle = parseDuration(profile?.["idle-timeout"] ?? "none");
    const longest = parseDuration(profile?.["session-timeout"] ?? "none");
    const isOver = (ms: number, seconds: number | undefined) =>
      Boolean(seconds) && ms >= (seconds ?? 0) * 1000;
    if (isOver(session.idleMs, idle) || isOver(session.uptimeMs, longest)) this.logout(session.id);
  }

  #enforce(session: LiveSession): void {
    const user = this.#userNamed(session.user);
    if (!user) return;
    const live = this.of(session.user);
    const [used, limits] = [usedBy(user, live), limitsOf(user)];
    const over = used.bytes - limits.bytes - OVERSHOOT_BYTES;
    if (over > 0) session.bytesOut -= Math.min(over, session.bytesOut);
    if (reachedLimit(user, live)) this.logout(session.id);
  }

  /** Until the user's uptime limit; undefined when there is none. */
  msLeft(session: LiveSession): number | undefined {
    const user = this.#userNamed(session.user);
    const limit = user ? limitsOf(user).seconds : Number.POSITIVE_INFINITY;
    if (!user || limit === Number.POSITIVE_INFINITY) return undefined;
    return Math.max(0, Math.round(limit * 1000 - usedBy(user, this.of(session.user)).seconds * 1000));
  }
}
