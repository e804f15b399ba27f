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

/** Every row of every command that was accepted anywhere. */
export class ModelRows {
  readonly #tables = new Map<string, Map<string, ModelRow>>();
  readonly problems: string[] = [];

  accept(table: string, row: ModelRow): void {
    const rows = this.#tables.get(table) ?? new Map<string, ModelRow>();
    this.#tables.set(table, rows);
    const id = String(row.id);
    const known = rows.get(id);
    if (known === undefined) {
      rows.set(id, row);
    } else if (REGISTERS.has(table)) {
      if (String(row.updated_at) > String(known.updated_at)) rows.set(id, row);
    } else {
      this.problems.push(`${table} ${id} was written twice`);
    }
  }

  of(table: string): readonly ModelRow[] {
    return [...(this.#tables.get(table)?.values() ?? [])];
  }

  /** Rows of a table whose `column` is `value`. */
  where(table: string, column: string, value: unknown): readonly ModelRow[] {
    return this.of(table).filter((row) => row[column] === value);
  }

  isVoided(id: unknown): boolean {
    return this.#tables.get("voids")?.has(String(id)) ?? false;
  }
}
