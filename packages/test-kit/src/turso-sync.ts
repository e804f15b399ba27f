import { request as connect, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { type Generations, generationsOf } from "./turso-generations.ts";

export interface TursoSync {
  /** Takes the place of the primary's own address, for replicas and for SQL over HTTP. */
  readonly url: string;
  readonly port: number;
  /** How often a replica asked for each kind of thing. */
  readonly asked: { readonly info: number; readonly export: number; readonly sync: number };
  /** What the cloud does now and then: replicas are told to checkpoint, and number their frames anew. */
  nextGeneration(): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Speaks the second sync protocol, that of Turso Cloud, in front of a real sqld (which speaks the first one only), as
 * the public source of the client expects it:
 *
 * - `GET /info` says `{ current_generation }`, and by its status 200 that this is the second protocol;
 * - `GET /export/<generation>` is the database file at the beginning of a generation;
 * - `GET /sync/<generation>/<from>/<to>` are WAL frames (`to` excluded; the first is 1), or, after the last one, status
 *   400 with the newest `{ generation }`.
 *
 * Everything else is sqld's.
 */
export async function startTursoSync(sqld: { url: string; dir: string }): Promise<TursoSync> {
  const generations = generationsOf(join(sqld.dir, "dbs", "default", "data"));
  const asked = { info: 0, export: 0, sync: 0 };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: Error) => outgoing.writeHead(500).end(error.message));
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const [what, ...numbers] = (incoming.url ?? "/").slice(1).split("/");
    const [generation = 0, from = 0, to = 0] = numbers.map(Number);
    switch (incoming.method === "GET" ? what : "") {
      case "info":
        asked.info++;
        return sendJson(outgoing, 200, { current_generation: generations.newest });
      case "export":
        asked.export++;
        return void outgoing.end(await generations.export(generation));
      case "sync":
        asked.sync++;
        return sendFrames(outgoing, await generations.frames(generation, from, to), generations);
      default:
        return passOn(sqld.url, incoming, outgoing);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  const stop = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await generations.close();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    asked,
    nextGeneration: () => generations.next(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function sendFrames(outgoing: ServerResponse, frames: readonly Buffer[], { newest }: Generations): void {
  if (frames.length === 0) sendJson(outgoing, 400, { generation: newest });
  else outgoing.end(Buffer.concat(frames));
}

function sendJson(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function passOn(upstream: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url } = incoming;
  const onwards = connect(upstream + url, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onwards.on("error", () => outgoing.destroy());
  incoming.pipe(onwards);
}
