import { looksLikeId, type RawMenu, type RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS } from "../link/written.ts";
import { count, flag, limit, seconds, textOrNull } from "./columns.ts";

export const USERS = "/ip/hotspot/user";

/** A user of the hotspot as the router's list has it: what its live sessions use is not in it until they end. */
export interface HotspotUser {
  /** The router's id of the row, such as `*1A`. */
  readonly id: string;
  readonly code: string;
  readonly profile: string;
  readonly server: string | null;
  readonly disabled: boolean;
  readonly comment: string;
  /** The device it is bound to. */
  readonly macAddress: string | null;
  /** Bytes in both directions together. */
  readonly bytesLimit: number | null;
  readonly timeLimitSeconds: number | null;
  readonly bytesUsed: number;
  readonly uptimeSeconds: number;
}

const COLUMNS = [
  ".id",
  "name",
  "profile",
  "server",
  "disabled",
  "comment",
  "mac-address",
  "limit-bytes-total",
  "limit-uptime",
  "bytes-in",
  "bytes-out",
  "uptime",
  "default",
  "dynamic",
];

export function readUsers(link: RouterLink): Promise<readonly HotspotUser[]> {
  return link.run(USERS, (menu) => {
    return menu.printTaking(COLUMNS, (row) => (isSold(row) ? hotspotUser(row) : undefined));
  });
}

/** One question for many names; RouterOS has no list operator, so it is a chain of ors. */
export async function readUsersNamed(
  link: RouterLink,
  codes: readonly string[],
): Promise<readonly HotspotUser[]> {
  return readAny(
    link,
    codes.map((code) => `name=${code}`),
  );
}

/**
 * The vouchers meant by these references: the router's id of a user, or its code. What is not there, or is no voucher, is
 * left out.
 */
export function readUsersMeant(link: RouterLink, refs: readonly string[]): Promise<readonly HotspotUser[]> {
  return readAny(
    link,
    refs.map((ref) => (looksLikeId(ref) ? `.id=${ref.toUpperCase()}` : `name=${ref}`)),
    PATIENCE_MS,
  );
}

async function readAny(
  link: RouterLink,
  tests: readonly string[],
  patienceMs = 0,
): Promise<readonly HotspotUser[]> {
  const found: HotspotUser[] = [];
  for (let at = 0; at < tests.length; at += NAMES_A_QUESTION) {
    const some = tests.slice(at, at + NAMES_A_QUESTION);
    const queries = [...some, ...some.slice(1).map(() => "#|")];
    const rows = await link.run(USERS, (menu) => menu.print(COLUMNS, queries), patienceMs);
    found.push(...rows.filter(isSold).map(hotspotUser));
  }
  return found;
}

/** The voucher of this id, within a turn of the link that goes on with it; undefined when there is none. */
export async function readUserOfId(menu: RawMenu, id: string): Promise<HotspotUser | undefined> {
  const rows = await menu.print(COLUMNS, [`.id=${id}`]);
  return rows.filter(isSold).map(hotspotUser)[0];
}

const NAMES_A_QUESTION = 50;

export function countUsers(link: RouterLink): Promise<number> {
  return link.run(USERS, (menu) => menu.count());
}

/** `default-trial` and the router's own dynamic users are not vouchers. */
function isSold(row: RawRow): boolean {
  return row[".id"] !== "*0" && !flag(row, "default") && !flag(row, "dynamic") && Boolean(row.name);
}

function hotspotUser(row: RawRow): HotspotUser {
  return {
    id: row[".id"] ?? "",
    code: row.name ?? "",
    profile: row.profile ?? "default",
    server: textOrNull(row, "server"),
    disabled: flag(row, "disabled"),
    comment: row.comment ?? "",
    macAddress: textOrNull(row, "mac-address"),
    bytesLimit: limit(count(row, "limit-bytes-total")),
    timeLimitSeconds: limit(seconds(row, "limit-uptime")),
    bytesUsed: count(row, "bytes-in") + count(row, "bytes-out"),
    uptimeSeconds: seconds(row, "uptime"),
  };
}
