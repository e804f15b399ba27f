import { RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS, written } from "../link/written.ts";
import { flag } from "./columns.ts";

/** Whether a device of the shop (a console) reaches the internet. */
export interface InternetAccess {
  /** Upper case, with colons. */
  readonly macAddress: string;
  /** Where the router found it last; null when it has no lease. */
  readonly ipAddress: string | null;
  readonly allowed: boolean;
}

const LEASES = "/ip/dhcp-server/lease";
const LISTS = "/ip/firewall/address-list";
const FILTER = "/ip/firewall/filter";
const LIST = "mikro-dash-no-internet";
const RULE_COMMENT = "mikro-dash: stations without internet";
const RULE = {
  chain: "forward",
  action: "drop",
  "src-address-list": LIST,
  comment: RULE_COMMENT,
};

/** Every device that is cut off now, as the firewall really treats it: three small questions at most, one when there is none. */
export async function readCutOff(link: RouterLink): Promise<readonly InternetAccess[]> {
  const entries = (await readEntries(link, [])).filter((entry) => !flag(entry, "disabled"));
  if (entries.length === 0 || !(await isRuleOn(link))) return [];
  const leases = await readLeases(link, []);
  const macs = new Set(entries.map((entry) => entry.comment ?? ""));
  return [...macs].flatMap((macAddress) => {
    const ipAddress = addressIn(leases.filter((lease) => lease["mac-address"] === macAddress));
    const isCut = entries.some((entry) => entry.comment === macAddress && entry.address === ipAddress);
    return isCut ? [{ macAddress, ipAddress, allowed: false }] : [];
  });
}

/** Read from the firewall, not from what was last asked for: the rule, the entry and the address of now must agree. */
export async function readAccess(link: RouterLink, macAddress: string): Promise<InternetAccess> {
  const mac = macAddress.toUpperCase();
  const ipAddress = await addressOf(link, mac);
  const entries = await readEntries(link, [`comment=${mac}`]);
  const isListed = entries.some((entry) => entry.address === ipAddress && !flag(entry, "disabled"));
  const isCut = isListed && (await isRuleOn(link));
  return { macAddress: mac, ipAddress, allowed: !isCut };
}

/**
 * Cuts a device off, or lets it through again: an entry of an address list, and one rule that drops what comes from there.
 * What flows already may go on for a while where connections are fast-tracked past the firewall.
 * @throws RouterTrap `no such item` when it has no address to cut off
 */
export async function setInternet(
  link: RouterLink,
  macAddress: string,
  allowed: boolean,
): Promise<InternetAccess> {
  const mac = macAddress.toUpperCase();
  const ipAddress = allowed ? null : await addressOf(link, mac);
  if (!allowed && ipAddress === null) throw new RouterTrap("no such item");
  const entries = await readEntries(link, [`comment=${mac}`]);
  // Entries of addresses that it had before would cut off whoever has them now.
  for (const entry of entries) if (entry.address !== ipAddress) await removeEntry(link, entry);
  if (ipAddress !== null) {
    await keepRule(link);
    const listed = entries.find((entry) => entry.address === ipAddress);
    if (listed) await enable(link, LISTS, listed);
    else await addEntry(link, mac, ipAddress);
  }
  return readAccess(link, mac);
}

async function addressOf(link: RouterLink, mac: string): Promise<string | null> {
  return addressIn(await readLeases(link, [`mac-address=${mac}`]));
}

function readLeases(link: RouterLink, queries: readonly string[]): Promise<readonly RawRow[]> {
  const columns = ["address", "active-address", "status", "mac-address"];
  return link.run(LEASES, (menu) => menu.print(columns, queries), PATIENCE_MS);
}

/** Of one device: where it is, else where it was or is expected. */
function addressIn(leases: readonly RawRow[]): string | null {
  const lease = leases.find((row) => row.status === "bound") ?? leases[0];
  return lease?.["active-address"] || lease?.address || null;
}

function readEntries(link: RouterLink, queries: readonly string[]): Promise<readonly RawRow[]> {
  const columns = [".id", "address", "disabled", "comment"];
  return link.run(LISTS, (menu) => menu.print(columns, [`list=${LIST}`, ...queries]), PATIENCE_MS);
}

async function readRule(link: RouterLink): Promise<RawRow | undefined> {
  const queries = ["chain=forward", "action=drop", `src-address-list=${LIST}`];
  const [rule] = await link.run(FILTER, (menu) => menu.print([".id", "disabled"], queries), PATIENCE_MS);
  return rule;
}

async function isRuleOn(link: RouterLink): Promise<boolean> {
  const rule = await readRule(link);
  return rule !== undefined && !flag(rule, "disabled");
}

/** One rule for all, in front of every other of its chain. */
async function keepRule(link: RouterLink): Promise<void> {
  const rule = await readRule(link);
  if (rule) return enable(link, FILTER, rule);
  const rules = await link.run(FILTER, (menu) => menu.print([".id", "dynamic"]), PATIENCE_MS);
  const first = rules.find((row) => !flag(row, "dynamic"))?.[".id"];
  const values = first === undefined ? RULE : { ...RULE, "place-before": first };
  await written(
    async () => void (await link.run(FILTER, (menu) => menu.add(values), PATIENCE_MS)),
    async () => (await readRule(link)) !== undefined,
  );
}

async function addEntry(link: RouterLink, mac: string, address: string): Promise<void> {
  const values = { list: LIST, address, comment: mac };
  await written(
    async () => void (await link.run(LISTS, (menu) => menu.add(values), PATIENCE_MS)),
    async () => (await readEntries(link, [`address=${address}`])).length > 0,
  );
}

async function removeEntry(link: RouterLink, entry: RawRow): Promise<void> {
  const id = entry[".id"] ?? "";
  await written(
    () => link.run(LISTS, (menu) => menu.remove(id), PATIENCE_MS),
    async () => (await readEntries(link, [`.id=${id}`])).length === 0,
  );
}

async function enable(link: RouterLink, path: string, row: RawRow): Promise<void> {
  if (!flag(row, "disabled")) return;
  const id = row[".id"] ?? "";
  await written(
    () => link.run(path, (menu) => menu.set(id, { disabled: "no" }), PATIENCE_MS),
    async () => {
      const [now] = await link.run(path, (menu) => menu.print(["disabled"], [`.id=${id}`]), PATIENCE_MS);
      return now !== undefined && !flag(now, "disabled");
    },
  );
}
