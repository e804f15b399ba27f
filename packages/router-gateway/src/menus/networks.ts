import { RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { flag, textOrNull } from "./columns.ts";

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

/** A device on one of the networks. */
export interface Registration {
  readonly macAddress: string;
  readonly interface: string;
}

/** Where a router keeps its networks: RouterOS 7.13 and newer, 7 before that, and the older drivers. */
const MENUS = ["/interface/wifi", "/interface/wifiwave2", "/interface/wireless"] as const;
type WirelessMenu = (typeof MENUS)[number];

/** Knows which of the menus this router has, once it has been asked. A router that was changed is asked again after a refusal. */
export class Networks {
  #link: RouterLink;
  #menu: WirelessMenu | undefined;

  constructor(link: RouterLink) {
    this.#link = link;
  }

  async read(): Promise<readonly WifiNetwork[]> {
    const rows = await this.#print("", [".id", "name", "ssid", "configuration.ssid", "disabled"]);
    const registrations = await this.registrations();
    return rows.map((row) => ({
      id: row[".id"] ?? "",
      name: row.name ?? "",
      ssid: textOrNull(row, "configuration.ssid") ?? textOrNull(row, "ssid"),
      enabled: !flag(row, "disabled"),
      clients: registrations.filter((one) => one.interface === row.name).length,
    }));
  }

  async registrations(): Promise<readonly Registration[]> {
    const rows = await this.#print("/registration-table", ["mac-address", "interface"]);
    return rows.map((row) => ({ macAddress: row["mac-address"] ?? "", interface: row.interface ?? "" }));
  }

  async #print(below: string, columns: readonly string[]): Promise<readonly RawRow[]> {
    const tried = this.#menu ? [this.#menu, ...MENUS.filter((menu) => menu !== this.#menu)] : MENUS;
    for (const menu of tried) {
      try {
        const rows = await this.#link.run(`${menu}${below}`, (table) => table.print(columns));
        this.#menu = menu;
        return rows;
      } catch (error) {
        if (!(error instanceof RouterTrap && error.message.includes("no such command"))) throw error;
      }
    }
    return [];
  }
}
