import { connect, type Socket } from "node:net";

export interface RawReply {
  readonly kind: string;
  readonly tag: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** The same words as they came. */
  readonly bytes: readonly Buffer[];
}

/**
 * A client written from the protocol's description alone, sharing nothing with the server it talks to.
 * Words are UTF-8 text, or bytes (Buffer) where a test wants bytes.
 */
export class RawClient {
  #socket: Socket;
  #buffer = Buffer.alloc(0);
  #words: Buffer[] = [];
  #replies: RawReply[] = [];
  #wake: (() => void)[] = [];
  ended: "open" | "fin" | "reset" = "open";

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("end", () => this.#end("fin"));
    socket.on("error", () => this.#end("reset"));
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connect(port, "127.0.0.1");
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return new RawClient(socket);
  }

  static async loggedIn(port: number, name = "mikro-dash", password = name): Promise<RawClient> {
    const client = await RawClient.open(port);
    await client.command("/login", `=name=${name}`, `=password=${password}`);
    return client;
  }

  static sentence(...words: (string | Buffer)[]): Buffer {
    const parts: Buffer[] = [];
    for (const word of words) {
      const bytes = Buffer.from(word as string);
      parts.push(prefix(bytes.length), bytes);
    }
    return Buffer.concat([...parts, Buffer.from([0])]);
  }

  raw(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  send(...words: (string | Buffer)[]): Promise<void> {
    return this.raw(RawClient.sentence(...words));
  }

  /** Sends one command and answers all replies up to its `!done`, `!fatal` or the end of the connection. */
  async command(...words: (string | Buffer)[]): Promise<RawReply[]> {
    await this.send(...words);
    return this.until((reply) => reply.kind === "!done" || reply.kind === "!fatal");
  }

  async until(last: (reply: RawReply) => boolean): Promise<RawReply[]> {
    const taken: RawReply[] = [];
    for (;;) {
      const reply = this.#replies.shift();
      if (reply) {
        taken.push(reply);
        if (last(reply)) return taken;
      } else if (this.ended !== "open") return taken;
      else await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** Replies that came and were not taken. */
  get waiting(): number {
    return this.#replies.length;
  }

  close(): void {
    this.#socket.destroy();
  }

  #end(how: "fin" | "reset"): void {
    this.ended = how;
    for (const wake of this.#wake.splice(0)) wake();
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const word = this.#nextWord();
      if (word === undefined) break;
      if (word.length > 0) this.#words.push(word);
      else this.#finish();
    }
    for (const wake of this.#wake.splice(0)) wake();
  }

  #finish(): void {
    const attributes: Record<string, string> = {};
    let tag: string | undefined;
    const words = this.#words.map((word) => word.toString("utf8"));
    for (const word of words.slice(1)) {
      const pair = /^=([^=]*)=(.*)$/s.exec(word);
      if (pair) attributes[pair[1] ?? ""] = pair[2] ?? "";
      if (word.startsWith(".tag=")) tag = word.slice(5);
    }
    this.#replies.push({ kind: words[0] ?? "", tag, attributes, words, bytes: this.#words });
    this.#words = [];
  }

  #nextWord(): Buffer | undefined {
    const first = this.#buffer[0];
    if (first === undefined) return undefined;
    const extra = first < 0x80 ? 0 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (this.#buffer.length < 1 + extra) return undefined;
    let length = extra === 4 ? 0 : first & (0xff >> (extra + (extra > 0 ? 1 : 0)));
    for (let i = 1; i <= extra; i++) length = length * 256 + (this.#buffer[i] ?? 0);
    if (this.#buffer.length < 1 + extra + length) return undefined;
    const word = Buffer.from(this.#buffer.subarray(1 + extra, 1 + extra + length));
    this.#buffer = this.#buffer.subarray(1 + extra + length);
    return word;
  }
}

function prefix(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x4000) return Buffer.from([0x80 | (length >> 8), length & 0xff]);
  if (length < 0x200000) return Buffer.from([0xc0 | (length >> 16), (length >> 8) & 0xff, length & 0xff]);
  return Buffer.from([0xe0 | (length >> 24), (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]);
}
