import type { ByteString } from "./byte-string.ts";
import { encodeLength } from "./length-prefix.ts";

export interface Request {
  /** Menu path and command as sent, such as `/ip/hotspot/user/print`. */
  readonly command: ByteString;
  readonly tag: ByteString | undefined;
  readonly attributes: ReadonlyMap<ByteString, ByteString>;
  readonly queries: readonly ByteString[];
}

export type ReplyKind = "!re" | "!done" | "!trap" | "!fatal" | "!empty";

export function parseRequest(words: readonly ByteString[]): Request {
  const attributes = new Map<ByteString, ByteString>();
  const queries: ByteString[] = [];
  let tag: ByteString | undefined;
  for (const word of words.slice(1)) {
    if (word.startsWith("?")) queries.push(word.slice(1));
    else if (word.startsWith(".tag=")) tag = word.slice(5);
    else if (word.startsWith("=")) addPair(attributes, word.slice(1));
    else addPair(attributes, word);
  }
  return { command: words[0] ?? "", tag, attributes, queries };
}

function addPair(attributes: Map<ByteString, ByteString>, pair: ByteString): void {
  const end = pair.indexOf("=");
  if (end < 0) attributes.set(pair, "");
  else attributes.set(pair.slice(0, end), pair.slice(end + 1));
}

/** One buffer for a whole answer: a list of 10,000 rows is one allocation and one write. */
export function encodeSentences(sentences: readonly (readonly ByteString[])[]): Buffer {
  let size = 0;
  for (const words of sentences) {
    for (const word of words) size += word.length + encodeLength(word.length).length;
    size += 1;
  }
  const out = Buffer.alloc(size);
  let at = 0;
  for (const words of sentences) {
    for (const word of words) {
      at += encodeLength(word.length).copy(out, at);
      at += out.write(word, at, "latin1");
    }
    at += 1;
  }
  return out;
}

export function replyWords(
  kind: ReplyKind,
  tag: ByteString | undefined,
  attributes: Iterable<readonly [ByteString, ByteString]> = [],
): ByteString[] {
  const words: ByteString[] = [kind];
  if (tag !== undefined) words.push(`.tag=${tag}`);
  for (const [key, value] of attributes) words.push(`=${key}=${value}`);
  return words;
}
