import { connect, type Socket } from "node:net";
import { DelayLine } from "./delay-line.ts";
import type { Link } from "./fault-proxy.ts";

/** A predicate sees at most this much of a request. */
const KEPT_REQUEST = 1024 * 1024;

/** One client of the proxy and its upstream, joined by a link that may lose, delay or cut what passes. */
export class ProxiedConnection {
  /** Bytes vanished in a black hole: the stream has a hole and must not go on. */
  lostBytes = false;
  readonly #client: Socket;
  readonly #link: Link;
  readonly #onClose: () => void;
  readonly #target: { host: string; port: number };
  readonly #up = new DelayLine();
  readonly #down = new DelayLine();
  readonly #handshakeEnds: number;
  #upstream: Socket | undefined;
  #request = "";
  #closed = false;

  constructor(client: Socket, target: { host: string; port: number }, link: Link, onClose: () => void) {
    this.#client = client;
    this.#target = target;
    this.#link = link;
    this.#onClose = onClose;
    client.setNoDelay(true);
    client.on("error", () => this.reset());
    client.on("close", () => this.#clientClosed());
    client.on("end", () => this.#pass(this.#up, () => this.#upstream?.end(), this.#handshakeLeft()));
    client.on("data", (chunk: Buffer) => {
      this.#rememberRequest(chunk);
      this.#pass(
        this.#up,
        () => {
          link.bytes.up += chunk.length;
          this.#upstream?.write(chunk);
        },
        this.#handshakeLeft(),
      );
    });
    // The handshake of a new connection is a round trip of its own, before the first byte can travel.
    this.#handshakeEnds = performance.now() + link.roundTripMs;
    if (link.fault === "none") this.#up.push(link.roundTripMs, () => this.#open());
    else this.lostBytes = true;
  }

  /** Both sides see the connection cut at once (RST). */
  reset(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#up.clear();
    this.#down.clear();
    this.#client.resetAndDestroy();
    this.#upstream?.resetAndDestroy();
    this.#onClose();
  }

  #open(): void {
    if (this.#link.fault !== "none") {
      this.lostBytes = true;
      return;
    }
    const upstream = connect({ ...this.#target, allowHalfOpen: true });
    this.#upstream = upstream;
    upstream.setNoDelay(true);
    upstream.on("error", () => this.reset());
    upstream.on("close", () => {
      if (!this.lostBytes && this.#link.fault === "none")
        this.#pass(this.#down, () => this.#client.destroySoon());
    });
    upstream.on("end", () => this.#pass(this.#down, () => this.#client.end()));
    upstream.on("data", (chunk: Buffer) => {
      if (this.#isAnswerToDrop()) return;
      this.#pass(this.#down, () => {
        this.#link.bytes.down += chunk.length;
        this.#client.write(chunk);
      });
    });
  }

  /** Lets something travel half a round trip, unless the link swallows it at either end of the way. */
  #pass(line: DelayLine, deliver: () => void, extraMs = 0): void {
    const isLost = () => {
      if (this.#link.fault !== "none") this.lostBytes = true;
      return this.lostBytes;
    };
    if (isLost()) return;
    line.push(extraMs + this.#link.roundTripMs / 2, () => {
      if (!isLost()) deliver();
    });
  }

  #handshakeLeft(): number {
    return Math.max(0, this.#handshakeEnds - performance.now());
  }

  #rememberRequest(chunk: Buffer): void {
    if (this.#request.length < KEPT_REQUEST) this.#request += chunk.toString("utf8");
  }

  /** The first byte of an answer says that the upstream has done its work: now the answer may be lost. */
  #isAnswerToDrop(): boolean {
    const request = this.#request;
    this.#request = "";
    const drop = this.#link.drop;
    if (drop === undefined || drop.left === 0 || request === "" || !drop.matching(request)) return false;
    drop.left--;
    drop.count++;
    this.reset();
    return true;
  }

  #clientClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#down.clear();
    this.#onClose();
    // What the client sent before it closed is still on its way.
    this.#up.push(this.#link.roundTripMs / 2, () => this.#upstream?.destroy());
  }
}
