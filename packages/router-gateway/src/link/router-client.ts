import { RouterOSAPI } from "node-routeros";
import { commandFailure, connectFailure, LinkFailure } from "./link-failure.ts";
import { RawMenu } from "./raw-menu.ts";

export interface RouterAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface Deadlines {
  readonly connectMs: number;
  readonly commandMs: number;
}

/** One connection, from its login to its end. Never used again afterwards: the next connection is a new client. */
export class RouterClient {
  readonly address: RouterAddress;
  #api: RouterOSAPI;
  #deadlines: Deadlines;
  #open = false;

  private constructor(address: RouterAddress, deadlines: Deadlines) {
    this.address = address;
    this.#deadlines = deadlines;
    this.#api = new RouterOSAPI({
      ...address,
      timeout: Math.max(30, Math.ceil(deadlines.connectMs / 1000)),
    });
    // Listened to before connecting: an `error` nobody listens to would end the process.
    this.#api.on("error", () => this.close());
    this.#api.on("close", () => this.close());
  }

  /** @throws LinkFailure */
  static async connect(address: RouterAddress, deadlines: Deadlines): Promise<RouterClient> {
    const client = new RouterClient(address, deadlines);
    const where = `${address.host}:${address.port}`;
    try {
      await client.#within(
        deadlines.connectMs,
        () => client.#api.connect(),
        () => new LinkFailure(`The router at ${where} does not answer.`, false),
      );
    } catch (error) {
      client.close();
      throw error instanceof LinkFailure ? error : connectFailure(error, where, address.user);
    }
    client.#open = true;
    return client;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * Runs one command. One that is not answered within its deadline ends the connection, for its answer could come later.
   * @throws RouterTrap when the router refuses; LinkFailure (ambiguous) when the answer was lost.
   */
  async run<T>(path: string, command: (menu: RawMenu) => Promise<T>): Promise<T> {
    const where = `${this.address.host}:${this.address.port}`;
    try {
      return await this.#within(
        this.#deadlines.commandMs,
        () => command(new RawMenu(this.#api, path)),
        () => new LinkFailure(`The router at ${where} did not answer about ${path}.`, true),
      );
    } catch (error) {
      const failure = commandFailure(error, where);
      if (failure instanceof LinkFailure) this.close();
      throw failure;
    }
  }

  close(): void {
    this.#open = false;
    this.#api.destroy();
  }

  async #within<T>(ms: number, work: () => Promise<T>, late: () => LinkFailure): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(late());
        this.close();
      }, ms);
    });
    try {
      return await Promise.race([work(), deadline]);
    } finally {
      clearTimeout(timer);
    }
  }
}
