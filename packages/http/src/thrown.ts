import { NotAdmitted, PrimaryUnreachable } from "@mikro-dash/use-cases/store/store";
import type { HttpRefusal } from "./handler-types.ts";

/** Known reasons for which a store or a database throws; anything else is a bug. `null` = INTERNAL. */
export function refusalOfThrown(thrown: unknown): HttpRefusal | null {
  if (thrown instanceof PrimaryUnreachable) {
    return { code: "UNAVAILABLE", detail: "The cloud database does not answer." };
  }
  if (thrown instanceof NotAdmitted) return { code: thrown.code };
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = "code" in error ? String(error.code) : "";
    if (code.startsWith("SQLITE_FULL") || code === "ENOSPC") return { code: "STORAGE_FULL" };
    // The primary answers, but not with rows: 502 of its proxy, a refused token, a plan that is used up.
    if (code === "SERVER_ERROR" || code.startsWith("HRANA_")) {
      return { code: "UNAVAILABLE", detail: "The cloud database refuses or is broken." };
    }
    if (code.startsWith("SQLITE_BUSY")) return { code: "UNAVAILABLE", detail: "The database is busy." };
  }
  return null;
}
