import type { ByteString } from "./byte-string.ts";
import { decodeLength } from "./length-prefix.ts";

/** Cuts a TCP stream into sentences, however the network has split it: inside a prefix, a word or before the last zero. */
export class SentenceReader {
  #pending: Buffer = Buffer.alloc(0);
  #words: ByteString[] = [];

  push(chunk: Buffer): ByteString[][] {
    const data = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const sentences: ByteString[][] = [];
    let at = 0;
    for (;;) {
      const prefix = decodeLength(data, at);
      if (!prefix || data.length - at - prefix.size < prefix.length) break;
      const start = at + prefix.size;
      at = start + prefix.length;
      if (prefix.length > 0) {
        this.#words.push(data.toString("latin1", start, at));
      } else if (this.#words.length > 0) {
        sentences.push(this.#words);
        this.#words = [];
      }
    }
    this.#pending = data.subarray(at);
    return sentences;
  }
}
