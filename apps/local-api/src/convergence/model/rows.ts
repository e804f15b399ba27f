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

const writerOf = (row: ModelRow) => String(row.updated_at).slice(-8);
