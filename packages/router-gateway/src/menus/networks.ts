import { RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS, written } from "../link/written.ts";
import { flag, textOrNull } from "./columns.ts";
import { giveKey } from "./security-profiles.ts";

/** A WiFi network that the router sends out. */
export interface WifiNetwork {
  /** The router's id of its interface. */
  readonly id: string;
  /** Name of the interface, such as `wifi1`. */
  readonly name: string;
  readonly ssid: string | null;
  readonly enabled: boolean;
  /** Devices connected to it now. */
  readonly clients: number;
}

/** What is to be different; what is left out stays. */
export interface NetworkChange {
  /** 1 to 32 bytes of UTF-8. */
  readonly ssid?: string;
  /** 8 to 63 printable ASCII characters. */
  readonly password?: string;
  readonly enabled?: boolean;
}

/** A device on one of the networks. */
interface Registration {
  readonly macAddress: string;
  readonly interface: string;
}

/** Where a router keeps its networks: RouterOS 7.13 and newer, 7 before that, and the older drivers. */
const MENUS = ["/interface/wifi", "/interface/wifiwave2", "/interface/wireless"] as const;
type WirelessMenu = (typeof MENUS)[number];

const COLUMNS = [".id", "name", "ssid", "configuration.ssid", "disabled", "security-profile"];
const READ_BACK = [...COLUMNS, "security.passphrase"];

/** Knows which of the menus this router has, once it has been asked. A router that was changed is asked again after a refusal. */
export class Networks {
  #link: RouterLink;
  #menu: WirelessMenu | undefined;

  constructor(link: RouterLink) {
    this.#link = link;
  }

  async read(): Promise<readonly WifiNetwork[]> {
    const { rows } = await this.#find();
    const registrations = await this.registrations();
    return rows.map((row) => ({
      id: row[".id"] ?? "",
      name: row.name ?? "",
      ssid: ssidOf(row) ?? null,
      enabled: !flag(row, "disabled"),
      clients: registrations.filter((one) => one.interface === row.name).length,
    }));
  }

  async registrations(): Promise<readonly Registration[]> {
    const known = this.#menu;
    const menu = known ?? (await this.#find()).menu;
    if (menu === undefined) return [];
    const rows = await this.#print(menu, "/registration-table", ["mac-address", "interface"]);
    // Its drivers were changed since it was last asked.
    if (rows === undefined && known !== undefined) return this.registrations();
    return (rows ?? []).map((row) => ({
      macAddress: row["mac-address"] ?? "",
      interface: row.interface ?? "",
    }));
  }

  /** @throws RouterTrap `no such item` when there is no such network */
  async change(id: string, change: NetworkChange): Promise<WifiNetwork> {
    const { menu, rows } = await this.#find();
    const row = rows.find((one) => one[".id"] === id);
    if (!menu || !row) throw new RouterTrap("no such item");
    const values = valuesOf(menu, change);
    if (change.password !== undefined && menu === "/interface/wireless") {
      const shared = rows.some((one) => one !== row && one["security-profile"] === row["security-profile"]);
      const profile = await giveKey(this.#link, { row, shared, key: change.password });
      if (profile !== row["security-profile"]) values["security-profile"] = profile;
    }
    if (Object.keys(values).length > 0) {
      await written(
        () => this.#link.run(menu, (table) => table.set(id, values), PATIENCE_MS),
        async () => {
          const [now] = await this.#link.run(
            menu,
            (table) => table.print(READ_BACK, [`.id=${id}`]),
            PATIENCE_MS,
          );
          return now !== undefined && agrees(now, change, values);
        },
      );
    }
    const changed = (await this.read()).find((one) => one.id === id);
    if (!changed) throw new RouterTrap("no such item");
    return changed;
  }

  /** The first menu that has networks; with none anywhere, the first that exists. */
  async #find(): Promise<{ readonly menu: WirelessMenu | undefined; readonly rows: readonly RawRow[] }> {
    let empty: WirelessMenu | undefined;
    for (const menu of this.#menu ? [this.#menu, ...MENUS.filter((one) => one !== this.#menu)] : MENUS) {
      const rows = await this.#print(menu, "", COLUMNS);
      if (rows && rows.length > 0) {
        this.#menu = menu;
        return { menu, rows };
      }
      if (rows) empty ??= menu;
    }
    return { menu: empty, rows: [] };
  }

  /** Undefined when this router has no such menu. */
  async #print(
    menu: WirelessMenu,
    below: string,
    columns: readonly string[],
  ): Promise<readonly RawRow[] | undefined> {
    try {
      return await this.#link.run(`${menu}${below}`, (table) => table.print(columns));
    } catch (error) {
      if (!(error instanceof RouterTrap && error.message.includes("no such command"))) throw error;
      if (this.#menu === menu) this.#menu = undefined;
      return undefined;
    }
  }
}

const ssidOf = (row: RawRow) => textOrNull(row, "configuration.ssid") ?? textOrNull(row, "ssid");

function valuesOf(menu: WirelessMenu, { ssid, password, enabled }: NetworkChange): Record<string, string> {
  const older = menu === "/interface/wireless";
  const values: Record<string, string> = {};
  if (ssid !== undefined) values[older ? "ssid" : "configuration.ssid"] = ssid;
  if (enabled !== undefined) values.disabled = enabled ? "no" : "yes";
  if (password !== undefined && !older) {
    values["security.passphrase"] = password;
    values["security.authentication-types"] = "wpa2-psk,wpa3-psk";
  }
  return values;
}

/** A router that hides its keys cannot be asked about them: then the rest decides. */
function agrees(row: RawRow, { ssid, password, enabled }: NetworkChange, values: RawRow): boolean {
  const key = row["security.passphrase"];
  return (
    (ssid === undefined || ssidOf(row) === ssid) &&
    (enabled === undefined || flag(row, "disabled") !== enabled) &&
    (password === undefined || values["security.passphrase"] === undefined || key === password) &&
    (values["security-profile"] === undefined || row["security-profile"] === values["security-profile"])
  );
}
