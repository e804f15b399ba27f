import type { Socket } from "node:net";
import type { Fault, Faults } from "../faults.ts";
import { type Account, policiesOf } from "../router/accounts.ts";
import type { Router } from "../router/router.ts";
import { type ByteString, bytesOf } from "../wire/byte-string.ts";
import { parseRequest, type Request, replyWords } from "../wire/sentence.ts";
import { SentenceReader } from "../wire/sentence-reader.ts";
import type { CommandLog } from "./command-log.ts";
import { execute } from "./execute.ts";
import { listen } from "./listen.ts";
import { LoginDesk, loginRefused } from "./login.ts";
import type { MenuSet } from "./menu.ts";
import { partsOf } from "./permission.ts";
import { send } from "./send.ts";
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
  #desk: LoginDesk;
  #account: Account | undefined;
  /** Half open: nothing is read and nothing is sent any more. */
  #dead = false;
  /** Commands that have not been answered, by tag: what `/cancel` reaches. */
  #waiting = new Map<ByteString, AbortController>();
  #untagged: Promise<void> = Promise.resolve();

  constructor(socket: Socket, served: Served) {
    this.#socket = socket;
    this.#served = served;
    this.#desk = new LoginDesk(served.router);
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      for (const waiting of this.#waiting.values()) waiting.abort();
    });
  }

  #receive(chunk: Buffer): void {
    if (this.#dead) return;
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
    const fault = this.#served.faults.forCommand(request.command, this.#account?.name);
    const key = request.tag ?? "";
    const cancelled = new AbortController();
    this.#waiting.set(key, cancelled);
    this.#served.log.note(request, this.#account?.name);
    try {
      const held = heldFor(fault);
      if (held > 0 && !(await passes(held, cancelled.signal))) throw INTERRUPTED;
      if (this.#socket.destroyed || this.#dead) return;
      if (this.#isListen(request, fault)) await this.#listen(request, cancelled.signal);
      else this.#answer(request, fault);
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      this.#refuse(request, error);
    } finally {
      this.#served.log.ended();
      if (this.#waiting.get(key) === cancelled) this.#waiting.delete(key);
    }
  }

  #answer(request: Request, fault: Fault | undefined): void {
    if (fault && this.#struck(request, fault)) return;
    if (request.command === "/quit") this.#fatal("session terminated on request");
    else if (request.command === "/login") this.#send([this.#login(request)], fault);
    else if (this.#account) this.#execute(this.#account, request, fault);
    else this.#fatal("not logged in");
  }

  /** True when the fault took the place of the answer. */
  #struck(request: Request, fault: Fault): boolean {
    switch (fault.kind) {
      case "half-open":
        this.#dead = true;
        return true;
      case "reset":
        this.#socket.resetAndDestroy();
        return true;
      case "fin":
        this.#socket.end();
        return true;
      case "fatal":
        this.#fatal(fault.message ?? "out of memory");
        return true;
      case "trap":
        throw new Trap(bytesOf(fault.message ?? ""));
      case "double-trap":
        this.#send([trapWords(request, new Trap("failure: busy"))]);
        throw new Trap("failure: still busy");
      case "no-permission":
        throw new Trap("not enough permissions (9)");
      case "full-flash":
        throw new Trap("failure: no space left on device");
      case "refuse-login":
        throw loginRefused(this.#served.router);
      case "clock-jump":
        this.#served.router.jumpClock(fault.ms ?? 0);
        return false;
      default:
        return false;
    }
  }

  #isListen(request: Request, fault: Fault | undefined): boolean {
    return fault === undefined && this.#account !== undefined && partsOf(request).verb === "listen";
  }

  async #listen(request: Request, signal: AbortSignal): Promise<void> {
    const { router, menus } = this.#served;
    const policies = this.#account ? policiesOf(router, this.#account) : new Set<string>();
    const stop = listen(router, menus, policies, request, (row) =>
      this.#send([replyWords("!re", request.tag, Object.entries(row))]),
    );
    await passes(Number.POSITIVE_INFINITY, signal);
    stop();
    throw INTERRUPTED;
  }

  #execute(account: Account, request: Request, fault: Fault | undefined): void {
    const { router, menus } = this.#served;
    const answer = execute(router, menus, policiesOf(router, account), request);
    const sentences = answer.rows.map((row) => replyWords("!re", request.tag, Object.entries(row)));
    if (answer.empty && router.version.atLeast(7, 18)) sentences.push(replyWords("!empty", request.tag));
    sentences.push(replyWords("!done", request.tag, answer.ret === undefined ? [] : [["ret", answer.ret]]));
    this.#send(sentences, fault);
    if (request.command === "/system/reboot") setImmediate(() => router.reboot());
  }

  #login(request: Request): ByteString[] {
    const step = this.#desk.step(request);
    if ("challenge" in step) return replyWords("!done", request.tag, [["ret", step.challenge]]);
    this.#account = step.account;
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
    if (!this.#dead) send(this.#socket, sentences, fault);
  }
}

function trapWords(request: Request, trap: Trap): ByteString[] {
  const attributes: [ByteString, ByteString][] = [];
  if (trap.category !== undefined) attributes.push(["category", trap.category]);
  if (trap.message !== "") attributes.push(["message", trap.message]);
  return replyWords("!trap", request.tag, attributes);
}

function heldFor(fault: Fault | undefined): number {
  if (fault?.kind === "silent") return Number.POSITIVE_INFINITY;
  return fault?.kind === "delay" ? (fault.ms ?? 1_000) : 0;
}

/** True when the time passed, false when the command was cancelled first. */
function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => resolve(true), ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
