import { readFileSync } from "node:fs";

/** The token of one database, which may be changed while the shop is open by writing another one to its file. */
export interface Token {
  readonly current: string | undefined;
  /** Looks at the file again; true when there is another token now. */
  reread(): boolean;
}

/** @param file undefined: the token is what it is */
export function tokenOf(authToken: string | undefined, file: string | undefined): Token {
  let current = authToken;
  return {
    get current() {
      return current;
    },
    reread() {
      const found = file === undefined ? undefined : readToken(file);
      if (found === undefined || found === current) return false;
      current = found;
      return true;
    },
  };
}

/** Undefined when the file cannot be read, or is being written. */
export function readToken(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}
