import type { RouterOSAPI } from "node-routeros";
import { RosApiCommands } from "routeros-client";

/** Columns by RouterOS name, values exactly as the router sent them. */
export type RawRow = Readonly<Record<string, string>>;

/**
 * The library's command builder without its conversions: it would turn the voucher `00123` into 123, version `7.20` into 7.2
 * and `limit-uptime` into `limitUptime`. Only a handful of calls is offered, and none of them runs without saying on what.
 */
class UncoercedCommands extends RosApiCommands {
  protected override treatMikrotikProperties(rows: object[]): object[] {
    return rows;
  }

  getTaking<T>(take: (row: RawRow) => T | undefined): Promise<readonly T[]> {
    return this.rosApi.writeTaking(take, this.fullQuery("/print"));
  }
}

export class RawMenu {
  readonly path: string;
  #api: RouterOSAPI;

  constructor(api: RouterOSAPI, path: string) {
    this.#api = api;
    this.path = path;
  }

  /** Rows of the menu that match every `queries` word (`name=A`, `>uptime=1h`, …), with these columns only. */
  async print(columns: readonly string[], queries: readonly string[] = []): Promise<readonly RawRow[]> {
    const menu = this.#commands().whereRaw(queries.map((query) => `?${query}`));
    return (await menu.select([...columns]).get()) as RawRow[];
  }

  /**
   * As `print`, for long lists: each row is made into what is kept of it when it comes, and left out when that is
   * undefined. The rows of 10,000 vouchers as they come would take 20 MB.
   */
  printTaking<T>(columns: readonly string[], take: (row: RawRow) => T | undefined): Promise<readonly T[]> {
    const menu = this.#commands();
    menu.select([...columns]);
    return menu.getTaking(take);
  }

  async count(queries: readonly string[] = []): Promise<number> {
    const menu = this.#commands().options("count-only");
    const rows = (await menu.whereRaw(queries.map((query) => `?${query}`)).get()) as RawRow[];
    return Number(rows[0]?.ret);
  }

  /** The new row's id. */
  async add(values: RawRow): Promise<string> {
    const rows = (await this.#commands().exec("add", values)) as RawRow[];
    return rows[0]?.ret ?? "";
  }

  async set(id: string, values: RawRow): Promise<void> {
    await this.#commands().exec("set", { ".id": checkedId(id), ...values });
  }

  async remove(id: string): Promise<void> {
    await this.#commands().exec("remove", { ".id": checkedId(id) });
  }

  /** Of a hotspot user: its counters cannot be set, only this sets them to zero. */
  async resetCounters(id: string): Promise<void> {
    await this.#commands().exec("reset-counters", { ".id": checkedId(id) });
  }

  #commands(): UncoercedCommands {
    return new UncoercedCommands(this.#api, this.path, false);
  }
}

export const looksLikeId = (text: string): boolean => /^\*[0-9A-F]+$/i.test(text);

/** A `remove` or `set` without an id would reach whatever the router takes "nothing" to mean. */
function checkedId(id: string): string {
  if (!looksLikeId(id)) throw new Error(`"${id}" is not the id of one row`);
  return id;
}
