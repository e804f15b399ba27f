import { defineConfig } from "drizzle-kit";

/** Tables of local.db only. */
export default defineConfig({
  dialect: "turso",
  schema: "./src/tables/local.ts",
  out: "./migrations/local",
});
