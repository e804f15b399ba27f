import type { Client, InStatement, ResultSet } from "@libsql/client";
import type { Primary } from "../sync/primary.ts";
import type { Fault } from "./plan.ts";

/** What the desktop sees when the network fails: the kind of error that `fetch` throws. */
export class LinkDown extends TypeError {
  constructor() {
    super("fetch failed");
  }
}

/** The primary: a SQLite file whose `now` is the evening's, and the network between it and the desktop. */
export class PrimaryServer {
  readonly #later: (after: number, what: () => Promise<void>) => void;
  readonly #now: () => number;
  #client: Client;
  /** What happens to the next batch that the desktop sends. */
  nextFault: Fault | undefined;
  /** What the desktop does while its next batch is on its way. */
  meanwhile: (() => Promise<void>) | undefined;

  constructor(file: Client, now: () => number, later: (after: number, what: () => Promise<void>) => void) {
    this.#now = now;
    this.#client = withClock(file, now);
    this.#later = later;
  }

  /** For the edge, which is next to it. */
  get client(): Client {
    return this.#client;
  }

  /** Another file is the primary from now on. */
  async becomes(open: () => Promise<Client>): Promise<void> {
    this.#client.close();
    this.#client = withClock(await open(), this.#now);
  }

  /** As local-api reaches it. */
  readonly overTheNetwork: Primary = {
    batch: async (statements, mode) => {
      const fault = this.nextFault;
      this.nextFault = undefined;
      const arrive = (): Promise<ResultSet[]> => this.client.batch(statements, mode);
      switch (fault?.kind) {
        case "undelivered":
          throw new LinkDown();
        case "answer lost":
          await arrive();
          throw new LinkDown();
        case "late":
          // Nobody hears what becomes of it: not even a refusal.
          this.#later(fault.after, () => arrive().then(ignore, ignore));
          throw new LinkDown();
        case "twice": {
          const answer = await arrive();
          this.#later(fault.after, () => arrive().then(ignore, ignore));
          return answer;
        }
        default: {
          const answer = await arrive();
          const { meanwhile } = this;
          this.meanwhile = undefined;
          await meanwhile?.();
          return answer;
        }
      }
    },
    close: () => undefined,
  };
}

const ignore = () => undefined;

/** SQLite's own `now` is the machine's: statements are told the evening's instead. */
function withClock(file: Client, now: () => number): Client {
  const tell = <S>(statement: S): S => {
    const here = `'${new Date(now()).toISOString()}'`;
    if (typeof statement === "string") return statement.replaceAll("'now'", here) as S;
    const { sql } = statement as { sql: string };
    return { ...statement, sql: sql.replaceAll("'now'", here) };
  };
  return intercepted(file, async (go, statements) => go(statements.map(tell)));
}

type Go = (statements: InStatement[]) => Promise<ResultSet[]>;

/** The same client, with something around each batch and each single statement. */
export function intercepted(
  client: Client,
  around: (go: Go, statements: InStatement[]) => Promise<ResultSet[]>,
): Client {
  const batch: Client["batch"] = (statements, mode) =>
    around((told) => client.batch(told, mode), statements as InStatement[]);
  const execute = async (statement: InStatement): Promise<ResultSet> => {
    const [result] = await around(
      async (told) => {
        const [one] = told;
        return one === undefined ? [] : [await client.execute(one)];
      },
      [statement],
    );
    if (result === undefined) throw new Error("a statement has no answer");
    return result;
  };
  return new Proxy(client, {
    get(target, name) {
      if (name === "batch") return batch;
      if (name === "execute") return execute;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
