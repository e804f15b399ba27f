import { connect, type Socket } from "node:net";
import { DelayLine } from "./delay-line.ts";
import { applies, type Direction, type Link } from "./link.ts";

/** A predicate sees at most this much of a request. */
const KEPT_REQUEST = 1024 * 1024;

/** One client of the proxy and its upstream, joined by a link that may lose, delay or cut what passes. */
export class ProxiedConnection {
  /** Bytes vanished: the stream has a hole and must not go on. */
  get lostBytes(): boolean {
    return this.#lost.size > 0;
  }
  readonly #lost = new Set<Direction>();
  readonly #client: Socket;
  readonly #link: Link;
  readonly #onClose: () => void;
  readonly #target: { host: string; port: number };
  readonly #lines = { up: new DelayLine(), down: new DelayLine() };
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
    client.on("end", () => this.#pass("up", 0, () => this.#upstream?.end(), this.#handshakeLeft()));
    client.on("data", (chunk: Buffer) => {
      this.#rememberRequest(chunk);
      if (applies(link.stall.request, this.#request)) this.#lost.add("up");
      this.#pass("up", chunk.length, () => this.#upstream?.write(chunk), this.#handshakeLeft());
    });
    // The handshake of a new connection is a round trip of its own, before the first byte can travel.
    this.#handshakeEnds = performance.now() + link.roundTripMs;
    if (this.#isCutOff()) this.#lost.add("up");
    else this.#lines.up.push(link.roundTripMs, () => this.#open());
  }

  /** Both sides see the connection cut at once (RST). */
  reset(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lines.up.clear();
    this.#lines.down.clear();
    this.#client.resetAndDestroy();
    this.#upstream?.resetAndDestroy();
    this.#onClose();
  }

  #open(): void {
    if (this.#isCutOff()) {
      this.#lost.add("up");
      return;
    }
    const upstream = connect({ ...this.#target, allowHalfOpen: true });
    this.#upstream = upstream;
    upstream.setNoDelay(true);
    upstream.on("error", () => this.reset());
    upstream.on("close", () => {
      if (!this.lostBytes && this.#link.fault === "none")
        this.#pass("down", 0, () => this.#client.destroySoon());
    });
    upstream.on("end", () => this.#pass("down", 0, () => this.#client.end()));
    upstream.on("data", (chunk: Buffer) => {
      // The first byte of an answer says that the upstream has done its work: now the answer may be lost.
      const request = this.#request;
      this.#request = "";
      if (applies(this.#link.drop, request)) return this.reset();
      if (applies(this.#link.stall.answer, request)) this.#lost.add("down");
      this.#pass("down", chunk.length, () => this.#client.write(chunk));
    });
  }

  /** Nothing of a connection that is made now would reach the upstream. */
  #isCutOff(): boolean {
    return this.#link.fault === "silent" ? this.#link.isSilent("up") : this.#link.fault !== "none";
  }

  /** Lets something travel its way, unless the link swallows it at either end. */
  #pass(direction: Direction, bytes: number, deliver: () => void, extraMs = 0): void {
    const isLost = () => {
      const { fault } = this.#link;
      if (fault !== "none" && (fault !== "silent" || this.#link.isSilent(direction)))
        this.#lost.add(direction);
      return this.#lost.has(direction);
    };
    if (isLost()) return;
    this.#lines[direction].push(extraMs + this.#link.travelMs(direction, bytes), () => {
      if (isLost()) return;
      this.#link.bytes[direction] += bytes;
      deliver();
    });
  }

  #handshakeLeft(): number {
    return Math.max(0, this.#handshakeEnds - performance.now());
  }

  #rememberRequest(chunk: Buffer): void {
    if (this.#request.length < KEPT_REQUEST) this.#request += chunk.toString("utf8");
  }

  #clientClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lines.down.clear();
    this.#onClose();
    // What the client sent before it closed is still on its way, unless the way is cut.
    if (this.#lost.has("up")) return void this.#upstream?.destroy();
    this.#lines.up.push(this.#link.roundTripMs / 2, () => this.#upstream?.destroy());
  }
}
