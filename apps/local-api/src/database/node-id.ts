import type { Client } from "@libsql/client";
import { readState, writeState } from "./sync-state.ts";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH = 8;

/** This shop computer's name in every stamp: made once, then kept. */
export async function nodeId(client: Client, randomBytes: (count: number) => Uint8Array): Promise<string> {
  const kept = await readState(client, "node");
  if (kept !== null) return kept;
  const made = makeNodeId(randomBytes);
  await writeState(client, "node", made);
  return made;
}

function makeNodeId(randomBytes: (count: number) => Uint8Array): string {
  const unbiased = Math.floor(256 / ALPHABET.length) * ALPHABET.length;
  let id = "";
  while (id.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      if (byte < unbiased && id.length < LENGTH) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}
