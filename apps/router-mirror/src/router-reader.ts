import type { Refusal } from "@mikro-dash/domain/refusal";
import { ok, type Result } from "@mikro-dash/domain/result";
import type { Device } from "@mikro-dash/router-gateway/menus/devices";
import type { HotspotUser } from "@mikro-dash/router-gateway/menus/hotspot-users";
import type { WifiNetwork } from "@mikro-dash/router-gateway/menus/networks";
import type { RouterInfo } from "@mikro-dash/router-gateway/menus/router-info";
import type { WifiSession } from "@mikro-dash/router-gateway/menus/sessions";
import { type RouterVoucher, vouchersOf } from "@mikro-dash/router-gateway/menus/vouchers";
import type { RouterGateway } from "@mikro-dash/router-gateway/router-gateway";

/** What one look at the router found. Null: not looked at this time, or not wholly read: it says nothing then. */
export interface Readings {
  readonly sessions: readonly WifiSession[] | null;
  /** To be gone through once, before the next look. */
  readonly vouchers: Iterable<RouterVoucher> | null;
  readonly devices: readonly Device[] | null;
  readonly networks: readonly WifiNetwork[] | null;
  readonly info: RouterInfo | null;
  /** The first thing that went wrong. */
  readonly problem: Refusal | null;
  /** Whether the router told anything: from this the cached data has its age. */
  readonly answered: boolean;
}

export const NOTHING_READ: Readings = {
  sessions: null,
  vouchers: null,
  devices: null,
  networks: null,
  info: null,
  problem: null,
  answered: false,
};

const ALL_USERS_EVERY_MS = 300_000;
const SURROUNDINGS_EVERY_MS = 60_000;

/** Reads as little as keeps the caches true: sessions each time, the users they touched, everything now and then. */
export class RouterReader {
  #gateway: RouterGateway;
  #users: Map<string, HotspotUser> | undefined;
  #allUsersAt = 0;
  #userCount = -1;
  #sessions: readonly WifiSession[] = [];
  /** Vouchers whose session began or ended and whose row has not been read since. */
  #touched = new Set<string>();
  #surroundingsAt = Number.NEGATIVE_INFINITY;
  /** Stands until they are read again. */
  #surroundingsProblem: Refusal | null = null;

  constructor(gateway: RouterGateway) {
    this.#gateway = gateway;
  }

  /** @param now monotonic milliseconds */
  async read(now: number): Promise<Readings> {
    const live = await this.#gateway.sessions();
    if (!live.ok) return { ...NOTHING_READ, problem: live.error };
    this.#noteTouched(live.value);
    const users = await this.#readUsers(now, live.value);
    const around =
      now - this.#surroundingsAt >= SURROUNDINGS_EVERY_MS ? await this.#readSurroundings(now) : NOTHING_READ;
    if (around !== NOTHING_READ) this.#surroundingsProblem = around.problem;
    const problem = this.#surroundingsProblem;
    if (!users.ok)
      return { ...NOTHING_READ, ...around, sessions: live.value, problem: users.error, answered: true };
    const { sessions, vouchers } = users.value;
    return { ...around, sessions, vouchers, problem, answered: true };
  }

  /** After the caches were read anew nothing that was known before counts. */
  forget(): void {
    this.#users = undefined;
    this.askSurroundings();
  }

  /** The next look reads everything around the users too, and since when the router runs. */
  askSurroundings(): void {
    this.#surroundingsAt = Number.NEGATIVE_INFINITY;
  }

  #noteTouched(sessions: readonly WifiSession[]): void {
    const before = new Map(this.#sessions.map((session) => [session.id, session]));
    for (const session of sessions) {
      const known = before.get(session.id);
      if (!known || session.uptimeSeconds < known.uptimeSeconds) this.#touched.add(session.code);
      before.delete(session.id);
    }
    for (const ended of before.values()) this.#touched.add(ended.code);
    this.#sessions = sessions;
  }

  async #readUsers(
    now: number,
    sessions: readonly WifiSession[],
  ): Promise<Result<{ sessions: readonly WifiSession[]; vouchers: Iterable<RouterVoucher> }>> {
    const count = await this.#gateway.countUsers();
    if (!count.ok) return count;
    const stale = now - this.#allUsersAt >= ALL_USERS_EVERY_MS || count.value !== this.#userCount;
    let live = sessions;
    if (!this.#users || stale) {
      // The list from before need not be held beside the new one. Without one, the next look reads it all again.
      this.#users = undefined;
      const all = await this.#gateway.users();
      if (!all.ok) return all;
      // Sessions that ended while the list was read are settled below: their users are read once more.
      const again = await this.#gateway.sessions();
      if (!again.ok) return again;
      const users = new Map<string, HotspotUser>();
      for (const user of all.value) users.set(user.id, user);
      this.#users = users;
      this.#touched.clear();
      this.#noteTouched(again.value);
      live = again.value;
      this.#allUsersAt = now;
      this.#userCount = count.value;
    }
    const settled = await this.#settleTouched(this.#users);
    if (!settled.ok) return settled;
    return ok({ sessions: live, vouchers: vouchersOf(this.#users.values(), live) });
  }

  async #settleTouched(users: Map<string, HotspotUser>): Promise<Result<void>> {
    const codes = [...this.#touched];
    if (codes.length === 0) return ok(undefined);
    const rows = await this.#gateway.usersNamed(codes);
    if (!rows.ok) return rows;
    for (const user of [...users.values()]) if (this.#touched.has(user.code)) users.delete(user.id);
    for (const user of rows.value) users.set(user.id, user);
    this.#touched.clear();
    return ok(undefined);
  }

  async #readSurroundings(now: number): Promise<Pick<Readings, "devices" | "networks" | "info" | "problem">> {
    this.#surroundingsAt = now;
    const devices = await this.#gateway.devices();
    const networks = await this.#gateway.networks();
    const info = await this.#gateway.info();
    return {
      devices: devices.ok ? devices.value : null,
      networks: networks.ok ? networks.value : null,
      info: info.ok ? info.value : null,
      problem: [devices, networks, info].find((one) => !one.ok)?.error ?? null,
    };
  }
}
