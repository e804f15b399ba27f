import { defineConfig } from "drizzle-kit";

/** Tables of the mirror's own database. */
export default defineConfig({
  dialect: "turso",
  schema: "./src/mirror/tables.ts",
  out: "./migrations/mirror",
});
