import { defineConfig } from "drizzle-kit";

/** Tables of local.db and the primary. After `drizzle-kit generate` add STRICT by hand (a test insists). */
export default defineConfig({
  dialect: "turso",
  schema: [
    "./src/tables/stations.ts",
    "./src/tables/sessions.ts",
    "./src/tables/audit.ts",
    "./src/tables/catalogue.ts",
    "./src/tables/money.ts",
    "./src/tables/people.ts",
    "./src/tables/derived.ts",
  ],
  out: "./migrations/shared",
});
