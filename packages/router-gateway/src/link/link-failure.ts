/** The router said no, in its own words. */
export class RouterTrap extends Error {}

/** The router could not be asked, or did not answer. */
export class LinkFailure extends Error {
  /** Whether the command may have reached the router: then nobody knows whether it was done. */
  readonly ambiguous: boolean;

  constructor(message: string, ambiguous: boolean) {
    super(message);
    this.ambiguous = ambiguous;
  }
}

/** The router does not let this user in: trying again at once would only fill its log. */
export class LoginRefused extends LinkFailure {
  constructor(message: string) {
    super(message, false);
  }
}

/** What the library throws, told apart by the marks that our patch puts on it. */
export function commandFailure(error: unknown, where: string): RouterTrap | LinkFailure {
  if (error instanceof RouterTrap || error instanceof LinkFailure) return error;
  const { trap, message } = libraryError(error);
  if (trap) return new RouterTrap(message);
  return new LinkFailure(`The connection to the router at ${where} was lost: ${plain(message)}.`, true);
}

export function connectFailure(error: unknown, where: string, user: string): LinkFailure {
  const { errno, trap, message } = libraryError(error);
  if (errno === "CANTLOGIN") {
    return new LoginRefused(`The router at ${where} refused the name or the password of its user "${user}".`);
  }
  if (trap)
    return new LoginRefused(`The router at ${where} refused the login of "${user}": ${plain(message)}.`);
  return new LinkFailure(`The router at ${where} cannot be reached: ${plain(message)}.`, false);
}

function libraryError(error: unknown): { errno: unknown; trap: boolean; message: string } {
  if (!(error instanceof Error)) return { errno: undefined, trap: false, message: String(error) };
  return {
    errno: "errno" in error ? error.errno : undefined,
    trap: "trap" in error && error.trap === true,
    message: error.message,
  };
}

/** Sentences of ours end with our own full stop. */
const plain = (message: string): string => message.replace(/\.$/, "") || "no reason was given";
