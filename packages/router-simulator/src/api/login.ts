import { createHash, randomBytes } from "node:crypto";
import { type Account, accountNamed, policiesOf } from "../router/accounts.ts";
import type { Router } from "../router/router.ts";
import { noteInLog } from "../router/router-log.ts";
import type { ByteString } from "../wire/byte-string.ts";
import type { Request } from "../wire/sentence.ts";
import { Trap } from "./trap.ts";

export type LoginStep = { readonly account: Account } | { readonly challenge: ByteString };

/**
 * One connection's way in. Before 6.43 a bare `/login` is answered with a challenge, and the password comes back hashed with
 * it; since then name and password stand in one sentence. 6.43 and 6.44 take both; from 6.45.1 on the old way is refused.
 */
export class LoginDesk {
  #router: Router;
  #challenge: Buffer | undefined;

  constructor(router: Router) {
    this.#router = router;
  }

  step({ attributes }: Request): LoginStep {
    const { version } = this.#router;
    const [name, password, response] = [
      attributes.get("name"),
      attributes.get("password"),
      attributes.get("response"),
    ];
    if (response !== undefined && this.#challenge && takesChallenge(version)) {
      return this.#admit(name, (account) => response === answerTo(this.#challenge, account.password));
    }
    if (
      !version.atLeast(6, 43) ||
      (takesChallenge(version) && password === undefined && name === undefined)
    ) {
      this.#challenge = randomBytes(16);
      return { challenge: this.#challenge.toString("hex") };
    }
    return this.#admit(name, (account) => account.password === password);
  }

  #admit(name: ByteString | undefined, isRight: (account: Account) => boolean): LoginStep {
    const account = accountNamed(this.#router, name);
    if (!account || !isRight(account)) {
      noteInLog(this.#router, "system,error,critical", `login failure for user ${name ?? ""} via api`);
      throw loginRefused(this.#router);
    }
    if (!policiesOf(this.#router, account).has("api")) throw new Trap("not enough permissions (9)");
    noteInLog(this.#router, "system,info,account", `user ${account.name} logged in via api`);
    return { account };
  }
}

export const loginRefused = ({ version }: Router): Trap =>
  new Trap(version.atLeast(6, 43) ? "invalid user name or password (6)" : "cannot log in");

const takesChallenge = (version: Router["version"]): boolean => !version.atLeast(6, 45);

/** `00` and the MD5 of a zero byte, the password and the challenge. */
function answerTo(challenge: Buffer | undefined, password: ByteString): string {
  const hash = createHash("md5")
    .update(Buffer.from([0]))
    .update(Buffer.from(password, "latin1"));
  return `00${hash.update(challenge ?? Buffer.alloc(0)).digest("hex")}`;
}
