import { NotAdmitted } from "@mikro-dash/use-cases/store/store";
import type { HttpRefusal } from "./handler-types.ts";

/** Known reasons for which a store or a database throws; anything else is a bug. `null` = INTERNAL. */
export function refusalOfThrown(thrown: unknown): HttpRefusal | null {
  if (thrown instanceof NotAdmitted) return { code: thrown.code };
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = "code" in error ? String(error.code) : "";
    if (code.startsWith("SQLITE_FULL") || code === "ENOSPC") return { code: "STORAGE_FULL" };
    if (code.startsWith("SQLITE_BUSY")) return { code: "UNAVAILABLE", detail: "The database is busy." };
  }
  return null;
}
