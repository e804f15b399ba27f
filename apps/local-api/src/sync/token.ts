import { readSecretFile } from "@mikro-dash/service/variables";

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
      const found = file === undefined ? undefined : readSecretFile(file);
      if (found === undefined || found === current) return false;
      current = found;
      return true;
    },
  };
}
