import { createServer, type Server } from "node:net";
import { type Direction, Link, type Rule } from "./link.ts";
import { ProxiedConnection } from "./proxied-connection.ts";
import { waitFor } from "./wait-for.ts";

export interface Exchanges {
  /** To how many of them it happens before the link is whole again; 1 by default. */
  times?: number;
  /** Only those whose request (text of head and body) this accepts. HTTP/1.1, one request at a time. */
  matching?: (request: string) => boolean;
}

export interface Happened {
  /** How often it happened so far. */
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
  /** Each piece takes up to so much longer, drawn from the seed; pieces of one connection never overtake each other. */
  setJitter(maxMs: number, seed: number): void;
  /** Each direction carries so many bytes a second, for all connections together; undefined = any number. */
  setBandwidth(bytesPerSecond: number | undefined): void;
  /** Connections stay open or are accepted, and nothing comes through, in either direction, without any error. */
  blackHole(): void;
  /** A black hole in one direction: "up" = nothing reaches the upstream, "down" = it works, and nobody hears of it. */
  halfOpen(dead: Direction): void;
  /** Every connection, old and new, is reset. */
  reset(): void;
  /** Nobody listens: old connections are reset, new ones refused. */
  refuse(): Promise<void>;
  /** The request reaches the upstream, which does its work; the answer is lost with the connection. */
  dropAnswers(exchanges?: Exchanges): Happened;
  /**
   * One request never arrives whole, or its answer never does, and its connection stays open: the instant before or
   * after the upstream's work lasts until `heal()`.
   */
  stall(what: "request" | "answer", exchanges?: Exchanges): Happened;
  /** Ends every fault but delay, jitter and bandwidth. Connections that lost bytes are reset: they can never go on. */
  heal(): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A TCP proxy before any server (sqld over HTTP or gRPC, a router, an API) whose link can be broken at will. */
export async function startFaultProxy(
  upstream: string | { host?: string; port: number },
): Promise<FaultProxy> {
  const target = addressOf(upstream);
  const link = new Link();
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
  const fallSilent = (...directions: Direction[]) => {
    link.silent = new Set(directions);
    link.fault = "silent";
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (server.listening) server.close(() => resolve());
      else resolve();
      resetAll();
    });

  const heal = async () => {
    link.drop = link.stall.request = link.stall.answer = undefined;
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
    setJitter: (maxMs, seed) => link.setJitter(maxMs, seed),
    setBandwidth: (bytesPerSecond) => link.setBandwidth(bytesPerSecond),
    blackHole: () => fallSilent("up", "down"),
    halfOpen: (dead) => fallSilent(dead),
    reset() {
      link.fault = "reset";
      resetAll();
    },
    async refuse() {
      link.fault = "refuse";
      await stopListening();
    },
    dropAnswers(exchanges) {
      link.drop = ruleFor(exchanges);
      return link.drop;
    },
    stall(what, exchanges) {
      const rule = ruleFor(exchanges);
      link.stall[what] = rule;
      return rule;
    },
    heal,
    stop: stopListening,
    [Symbol.asyncDispose]: stopListening,
  };
}

const ruleFor = ({ times = 1, matching = () => true }: Exchanges = {}): Rule => ({
  ...{ left: times, count: 0, matching },
});

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
