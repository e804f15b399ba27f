import type { Socket } from "node:net";
import type { Fault } from "../faults.ts";
import type { ByteString } from "../wire/byte-string.ts";
import { encodeSentences } from "../wire/sentence.ts";

/** Lets an answer leave: whole and at once, or as badly as the fault says. */
export function send(socket: Socket, sentences: readonly ByteString[][], fault?: Fault): void {
  if (socket.destroyed || socket.writableEnded) return;
  const bytes = encodeSentences(sentences);
  if (fault?.kind === "lose-answer") socket.resetAndDestroy();
  else if (fault?.kind === "cut-answer") cut(socket, bytes, fault);
  else if (fault?.kind === "segment") {
    const size = fault.bytes ?? 1;
    drip(socket, bytes, size > 0 ? size : bytes.length - 1, fault.ms);
  } else socket.write(bytes);
}

/** What was sent before a reset may be thrown away with it: it is given the time to be read. */
function cut(socket: Socket, bytes: Buffer, { bytes: kept, end }: Fault): void {
  const part = bytes.subarray(0, kept ?? Math.floor(bytes.length / 2));
  if (end === "fin") socket.end(part);
  else socket.write(part, () => setTimeout(() => socket.resetAndDestroy(), 20));
}

function drip(socket: Socket, bytes: Buffer, size: number, ms: number | undefined): void {
  if (socket.destroyed || bytes.length === 0) return;
  const next = () => drip(socket, bytes.subarray(size), size, ms);
  socket.write(bytes.subarray(0, size), () => (ms ? setTimeout(next, ms) : setImmediate(next)));
}
