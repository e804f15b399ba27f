import type { Socket } from "node:net";
import type { Fault, Faults } from "../faults.ts";
import type { Account, Router } from "../router/router.ts";
import { type ByteString, bytesOf } from "../wire/byte-string.ts";
import { encodeSentences, parseRequest, type Request, replyWords } from "../wire/sentence.ts";
import { SentenceReader } from "../wire/sentence-reader.ts";
import type { CommandLog } from "./command-log.ts";
import { execute } from "./execute.ts";
import type { MenuSet } from "./menu.ts";
import { Trap } from "./trap.ts";

export interface Served {
  readonly router: Router;
  readonly menus: MenuSet;
  readonly faults: Faults;
  readonly log: CommandLog;
}

const INTERRUPTED = new Trap("interrupted", "2");

/** One API connection: its login, the commands waiting for their answer, and what leaves on the wire. */
export class Connection {
  #socket: Socket;
  #served: Served;
  #reader = new SentenceReader();
  #account: Account | undefined;
  /** Commands that have not been answered, by tag: what `/cancel` reaches. */
  #waiting = new Map<ByteString, AbortController>();
  #untagged: Promise<void> = Promise.resolve();

  constructor(socket: Socket, served: Served) {
    this.#socket = socket;
    this.#served = served;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      for (const waiting of this.#waiting.values()) waiting.abort();
    });
  }

  #receive(chunk: Buffer): void {
    try {
      for (const words of this.#reader.push(chunk)) this.#begin(parseRequest(words));
    } catch {
      this.#socket.destroy();
    }
  }

  /** Commands with tags run side by side; without, one after the other. */
  #begin(request: Request): void {
    if (request.command === "/cancel") {
      this.#cancel(request);
      return;
    }
    if (request.tag !== undefined) void this.#run(request);
    else this.#untagged = this.#untagged.then(() => this.#run(request));
  }

  #cancel(request: Request): void {
    const target = request.attributes.get("tag");
    for (const [tag, waiting] of this.#waiting) if (target === undefined || tag === target) waiting.abort();
    setImmediate(() => this.#send([replyWords("!done", request.tag)]));
  }

  async #run(request: Request): Promise<void> {
    const fault = this.#served.faults.forCommand(request.command);
    const key = request.tag ?? "";
    const cancelled = new AbortController();
    this.#waiting.set(key, cancelled);
    this.#served.log.note(request, this.#account?.name);
    try {
      const held =
        fault?.kind === "silent"
          ? Number.POSITIVE_INFINITY
          : fault?.kind === "delay"
            ? (fault.ms ?? 1000)
            : 0;
      if (held > 0 && !(await passes(held, cancelled.signal))) {
        this.#refuse(request, INTERRUPTED);
        return;
      }
      if (this.#socket.destroyed) return;
      this.#answer(request, fault);
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      this.#refuse(request, error);
    } finally {
      this.#served.log.ended();
      if (this.#waiting.get(key) === cancelled) this.#waiting.delete(key);
    }
  }

  #answer(request: Request, fault: Fault | undefined): void {
    if (fault?.kind === "reset") this.#socket.resetAndDestroy();
    else if (fault?.kind === "fin") this.#socket.end();
    else if (fault?.kind === "fatal") this.#fatal(fault.message ?? "out of memory");
    else if (fault?.kind === "trap") throw new Trap(bytesOf(fault.message ?? ""));
    else if (request.command === "/quit") this.#fatal("session terminated on request");
    else if (request.command === "/login") this.#send([this.#login(request)], fault);
    else if (this.#account) this.#execute(this.#account, request, fault);
    else this.#fatal("not logged in");
  }

  #execute(account: Account, request: Request, fault: Fault | undefined): void {
    const { router, menus } = this.#served;
    if (fault?.kind === "double-trap") {
      this.#send([trapWords(request, new Trap("failure: busy"))]);
      throw new Trap("failure: still busy");
    }
    const answer = execute(router, menus, account, request);
    const sentences = answer.rows.map((row) => replyWords("!re", request.tag, Object.entries(row)));
    if (answer.empty && router.version.atLeast(7, 18)) sentences.push(replyWords("!empty", request.tag));
    sentences.push(replyWords("!done", request.tag, answer.ret === undefined ? [] : [["ret", answer.ret]]));
    this.#send(sentences, fault);
    if (request.command === "/system/reboot") setImmediate(() => router.reboot());
  }

  #login(request: Request): ByteString[] {
    const [name, password] = [request.attributes.get("name"), request.attributes.get("password")];
    const account = this.#served.router.accounts.find(
      (one) => one.name === name && one.password === password,
    );
    if (!account) throw new Trap("invalid user name or password (6)");
    this.#account = account;
    return replyWords("!done", request.tag);
  }

  #refuse(request: Request, trap: Trap): void {
    this.#send([trapWords(request, trap), replyWords("!done", request.tag)]);
  }

  #fatal(reason: string): void {
    this.#send([["!fatal", reason]]);
    this.#socket.end();
  }

  #send(sentences: readonly ByteString[][], fault?: Fault): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    const bytes = encodeSentences(sentences);
    if (fault?.kind === "lose-answer") this.#socket.resetAndDestroy();
    else if (fault?.kind === "cut-answer") {
      this.#socket.write(bytes.subarray(0, fault.bytes ?? Math.floor(bytes.length / 2)), () => {
        setTimeout(() => this.#socket.resetAndDestroy(), 20);
      });
    } else if (fault?.kind === "segment") this.#drip(bytes, fault.bytes ?? 1);
    else this.#socket.write(bytes);
  }

  #drip(bytes: Buffer, size: number): void {
    if (this.#socket.destroyed || bytes.length === 0) return;
    this.#socket.write(bytes.subarray(0, size), () =>
      setImmediate(() => this.#drip(bytes.subarray(size), size)),
    );
  }
}

function trapWords(request: Request, trap: Trap): ByteString[] {
  const attributes: [ByteString, ByteString][] = [];
  if (trap.category !== undefined) attributes.push(["category", trap.category]);
  if (trap.message !== "") attributes.push(["message", trap.message]);
  return replyWords("!trap", request.tag, attributes);
}

/** True when the time passed, false when the command was cancelled first. */
function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => resolve(true), ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
