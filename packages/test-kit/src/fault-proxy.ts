import { createServer, type Server } from "node:net";
import { ProxiedConnection } from "./proxied-connection.ts";
import { waitFor } from "./wait-for.ts";

export interface DropOptions {
  /** How many answers are lost before the link is whole again; 1 by default. */
  times?: number;
  /** Only answers to requests whose text (head and body) this accepts. HTTP/1.1, one request at a time. */
  matching?: (request: string) => boolean;
}

export interface DroppedAnswers {
  /** How many answers were lost so far. */
  readonly count: number;
}

export interface FaultProxy {
  /** `http://127.0.0.1:<port>`; the same through all faults. */
  readonly url: string;
  readonly port: number;
  /** Connections open now, and accepted ever. */
  readonly open: number;
  readonly accepted: number;
  /** Bytes that reached the upstream and the client. */
  readonly bytes: { readonly up: number; readonly down: number };
  /** Milliseconds a round trip takes, half of it each way; a new connection costs one more, as a handshake does. */
  setDelay(roundTripMs: number): void;
  /** Connections stay open or are accepted, and nothing comes through, in either direction, without any error. */
  blackHole(): void;
  /** Every connection, old and new, is reset. */
  reset(): void;
  /** Nobody listens: old connections are reset, new ones refused. */
  refuse(): Promise<void>;
  /** The request reaches the upstream, which does its work; the answer is lost with the connection. */
  dropAnswers(options?: DropOptions): DroppedAnswers;
  /** Ends every fault but the delay. Connections that lost bytes in a black hole are reset: they can never go on. */
  heal(): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What the link does now; connections read it at every chunk. */
export interface Link {
  fault: "none" | "black-hole" | "reset" | "refuse";
  roundTripMs: number;
  drop: { left: number; count: number; matching: (request: string) => boolean } | undefined;
  bytes: { up: number; down: number };
}

/** A TCP proxy before any server (sqld over HTTP or gRPC, a router, an API) whose link can be broken at will. */
export async function startFaultProxy(
  upstream: string | { host?: string; port: number },
): Promise<FaultProxy> {
  const target = addressOf(upstream);
  const link: Link = { fault: "none", roundTripMs: 0, drop: undefined, bytes: { up: 0, down: 0 } };
  const connections = new Set<ProxiedConnection>();
  let accepted = 0;
  let server = await listen(0);
  const port = portOf(server);

  function listen(onPort: number): Promise<Server> {
    const created = createServer({ allowHalfOpen: true }, (client) => {
      accepted++;
      const connection = new ProxiedConnection(client, target, link, () => connections.delete(connection));
      connections.add(connection);
      if (link.fault === "reset") connection.reset();
    });
    return new Promise((resolve, reject) => {
      created.once("error", reject);
      created.listen(onPort, "127.0.0.1", () => resolve(created));
    });
  }
  const resetAll = () => {
    for (const connection of [...connections]) connection.reset();
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (server.listening) server.close(() => resolve());
      else resolve();
      resetAll();
    });

  const heal = async () => {
    link.drop = undefined;
    if (link.fault === "refuse") {
      // The port was free only since `refuse()`; a connection of somebody else may hold it for a moment.
      server = await waitFor("the proxy's port to be free again", () => listen(port));
    }
    link.fault = "none";
    for (const connection of [...connections]) if (connection.lostBytes) connection.reset();
  };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get open() {
      return connections.size;
    },
    get accepted() {
      return accepted;
    },
    bytes: link.bytes,
    setDelay(roundTripMs) {
      link.roundTripMs = roundTripMs;
    },
    blackHole() {
      link.fault = "black-hole";
    },
    reset() {
      link.fault = "reset";
      resetAll();
    },
    async refuse() {
      link.fault = "refuse";
      await stopListening();
    },
    dropAnswers({ times = 1, matching = () => true } = {}) {
      const drop = { left: times, count: 0, matching };
      link.drop = drop;
      return drop;
    },
    heal,
    stop: stopListening,
    [Symbol.asyncDispose]: stopListening,
  };
}

function addressOf(upstream: string | { host?: string; port: number }): { host: string; port: number } {
  if (typeof upstream !== "string") return { host: upstream.host ?? "127.0.0.1", port: upstream.port };
  const url = new URL(upstream);
  return { host: url.hostname, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no TCP address");
  return address.port;
}
