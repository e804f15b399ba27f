import journal from "../../migrations/shared/meta/_journal.json" with { type: "json" };

/** Of the shared tables, as this version of the program knows them: greater is newer. */
export const SCHEMA_VERSION: number = Math.max(...journal.entries.map((entry) => entry.when));

/** Answers one row, `version`; there is no such table where nothing was ever migrated. */
export const SCHEMA_VERSION_QUERY = "SELECT max(created_at) AS version FROM __migrations_shared";
