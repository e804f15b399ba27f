import { ModelHeartbeats } from "./alive.ts";

/**
 * What the shop should hold, kept in memory and by words of docs/sync.md alone. Nothing under `model/` imports anything
 * from the packages that it judges.
 */
export type ModelRow = Readonly<Record<string, string | number | null>>;

/** Of these the version with the greatest stamp holds; a row of any other table is written once. */
const REGISTERS: ReadonlySet<string> = new Set([
  ...["settings", "staff", "devices", "ps_stations", "ps_menu_items", "packages", "expenses"],
  ...["daily_stats", "ps_sessions"],
  // Their id is that of what they are about: two writers may make the same one apart.
  ...["voids", "review_resolutions"],
]);

/** Every row of every command that was accepted anywhere, every version of it. */
export class ModelRows {
  readonly #tables = new Map<string, Map<string, readonly ModelRow[]>>();
  readonly problems: string[] = [];
  readonly heartbeats = new ModelHeartbeats();
  /** Sessions of which a row was lost: what was written on it may be there still. */
  readonly torn = new Set<string>();

  accept(table: string, row: ModelRow): void {
    const versions = this.#versions(table, row);
    if (versions.length > 0 && !REGISTERS.has(table))
      this.problems.push(`${table} ${row.id} was written twice`);
    this.#keep(table, row, versions);
  }

  /** A writer whose clock ran ahead takes back what it wrote, and writes it again by the right time: or says the same. */
  takeBack(table: string, row: ModelRow): boolean {
    const writer = writerOf(row);
    const versions = this.#versions(table, row);
    if (versions.some((one) => one.updated_at === row.updated_at)) return false;
    const isWrong = (one: ModelRow) =>
      writerOf(one) === writer && String(one.updated_at) > String(row.updated_at);
    this.#keep(
      table,
      row,
      versions.filter((one) => !isWrong(one)),
    );
    return true;
  }

  /** Forgets what nobody has any more; answers how many versions of rows that were. */
  lose(isLost: (table: string, row: ModelRow) => boolean): number {
    let lost = 0;
    for (const [table, rows] of this.#tables) {
      for (const [id, versions] of rows) {
        const [gone, kept] = [
          versions.filter((one) => isLost(table, one)),
          versions.filter((one) => !isLost(table, one)),
        ];
        // Also versions that a newer one has replaced: it may be taken back behind them, and they are nowhere.
        if (kept.length === 0) rows.delete(id);
        else rows.set(id, kept);
        const newest = versions[0];
        if (newest === undefined || !gone.includes(newest)) continue;
        for (const column of ABOUT_SESSIONS) if (newest[column]) this.torn.add(String(newest[column]));
        if (table === "ps_sessions") this.torn.add(id);
        lost += 1;
      }
    }
    return lost;
  }

  of(table: string): readonly ModelRow[] {
    return [...(this.#tables.get(table)?.values() ?? [])].flatMap((versions) => versions.slice(0, 1));
  }

  /** Rows of a table whose `column` is `value`. */
  where(table: string, column: string, value: unknown): readonly ModelRow[] {
    return this.of(table).filter((row) => row[column] === value);
  }

  isVoided(id: unknown): boolean {
    return this.#tables.get("voids")?.has(String(id)) ?? false;
  }

  #versions(table: string, { id }: ModelRow): readonly ModelRow[] {
    return this.#tables.get(table)?.get(String(id)) ?? [];
  }

  /** The newest first. */
  #keep(table: string, row: ModelRow, others: readonly ModelRow[]): void {
    const versions = [row, ...others].sort((a, b) => (String(a.updated_at) < String(b.updated_at) ? 1 : -1));
    const rows = this.#tables.get(table) ?? new Map<string, readonly ModelRow[]>();
    this.#tables.set(table, rows.set(String(row.id), versions));
  }
}

const ABOUT_SESSIONS = ["session_id", "from_session_id", "to_session_id"] as const;
const writerOf = (row: ModelRow) => String(row.updated_at).slice(-8);
