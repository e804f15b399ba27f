import { formatDuration, parseDuration } from "../values/duration.ts";
import type { ByteString } from "../wire/byte-string.ts";
import { freeAddress, noteLease } from "./leases.ts";
import type { Router } from "./router.ts";
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

  constructor(router: Router) {
    this.#router = router;
  }

  all(): readonly LiveSession[] {
    return [...this.#live.values()];
  }

  of(user: ByteString): readonly LiveSession[] {
    return this.all().filter((session) => session.user === user);
  }

  login(login: Login): LoginResult {
    const found = this.#router.tables.hotspotUsers.find((row) => row.name === login.user);
    const user = found?.[1];
    const refusal = this.#refusal(login, user);
    if (refusal) return { ok: false, reason: refusal };
    for (const session of this.all()) if (session.mac === login.mac) this.logout(session.id);
    const address = noteLease(this.#router, login.mac, login.hostName) ?? freeAddress(this.#router);
    const id = `*${(this.#next++).toString(16).toUpperCase()}`;
    this.#live.set(id, {
      id,
      address,
      user: login.user,
      mac: login.mac,
      server:
        login.server ?? this.#router.tables.hotspotServers.entries().next().value?.[1].name ?? "hotspot1",
      loginBy: "http-chap",
      uptimeMs: 0,
      idleMs: 0,
      bytesIn: 0,
      bytesOut: 0,
      bytesInPerSecond: login.bytesInPerSecond ?? 2_000,
      bytesOutPerSecond: login.bytesOutPerSecond ?? 40_000,
    });
    return { ok: true, id };
  }

  #refusal(login: Login, user: Row | undefined): string | undefined {
    if (!user || user.disabled === "true") return "invalid username or password";
    if ((login.password ?? login.user) !== (user.password ?? "")) return "invalid username or password";
    if (user["mac-address"] && user["mac-address"] !== login.mac)
      return "this user is bound to another device";
    const used = usedBy(user, []);
    const limits = limitsOf(user);
    if (used.seconds >= limits.seconds) return `user ${login.user} has reached uptime limit`;
    if (used.bytes >= limits.bytes) return `user ${login.user} has reached traffic limit`;
    const profile = this.#router.tables.hotspotUserProfiles.find((row) => row.name === user.profile)?.[1];
    const shared = Number(profile?.["shared-users"] ?? 1);
    const others = this.of(login.user).filter((session) => session.mac !== login.mac);
    return others.length >= shared ? `no more sessions are allowed for user ${login.user}` : undefined;
  }

  logout(id: ByteString): boolean {
    const session = this.#live.get(id);
    if (!session) return false;
    this.#live.delete(id);
    const users = this.#router.tables.hotspotUsers;
    const found = users.find((row) => row.name === session.user);
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
  }

  #enforce(session: LiveSession): void {
    const user = this.#router.tables.hotspotUsers.find((row) => row.name === session.user)?.[1];
    if (!user) return;
    const used = usedBy(user, this.of(session.user));
    const limits = limitsOf(user);
    const over = used.bytes - limits.bytes - OVERSHOOT_BYTES;
    if (over > 0) session.bytesOut -= Math.min(over, session.bytesOut);
    if (used.seconds >= limits.seconds || used.bytes >= limits.bytes) this.logout(session.id);
  }

  /** Until the user's uptime limit; undefined when there is none. */
  msLeft(session: LiveSession): number | undefined {
    const user = this.#router.tables.hotspotUsers.find((row) => row.name === session.user)?.[1];
    const limit = user ? limitsOf(user).seconds : Number.POSITIVE_INFINITY;
    if (!user || limit === Number.POSITIVE_INFINITY) return undefined;
    return Math.max(0, Math.round(limit * 1000 - usedBy(user, this.of(session.user)).seconds * 1000));
  }
}

function limitsOf(user: Row): { seconds: number; bytes: number } {
  const seconds = parseDuration(user["limit-uptime"] ?? "0s") ?? 0;
  const bytes = Number(user["limit-bytes-total"] ?? 0);
  return { seconds: seconds || Number.POSITIVE_INFINITY, bytes: bytes || Number.POSITIVE_INFINITY };
}

function usedBy(user: Row, live: readonly LiveSession[]): { seconds: number; bytes: number } {
  let seconds = parseDuration(user.uptime ?? "0s") ?? 0;
  let bytes = Number(user["bytes-in"] ?? 0) + Number(user["bytes-out"] ?? 0);
  for (const session of live) {
    seconds += session.uptimeMs / 1000;
    bytes += session.bytesIn + session.bytesOut;
  }
  return { seconds, bytes };
}
