import type { IncomingMessage } from "node:http";
import type { BodyReader, HttpRequest } from "./http-message.ts";

const NO_BODY = new Set(["GET", "HEAD"]);
/** A Host header that is no name becomes one that no server answers to. */
const NOWHERE = new URL("http://invalid.invalid");

/**
 * Node's request as `dispatch` wants it.
 * @param path in place of the one that was asked for
 */
export function nodeRequest(raw: IncomingMessage, path = raw.url ?? ""): HttpRequest {
  const { headersDistinct } = raw;
  return {
    method: raw.method ?? "GET",
    url: urlOf(headersDistinct.host?.[0], path),
    header: (name) => headersDistinct[name]?.join(", ") ?? null,
    body: hasBody(raw) ? readerOf(raw) : null,
  };
}

/** The Host header decides the name. */
function urlOf(host: string | undefined, path: string): URL {
  const { origin } = URL.parse(`http://${host ?? ""}`) ?? NOWHERE;
  return new URL(origin + (path.startsWith("/") ? path : "/"));
}

function hasBody({ method, headers }: IncomingMessage): boolean {
  if (NO_BODY.has(method ?? "GET")) return false;
  const declared = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (declared !== undefined && declared !== "0");
}

/** By its events: they cost a fraction of an iterator or a web stream, and a body is one chunk as a rule. */
function readerOf(raw: IncomingMessage): BodyReader {
  return (limit) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const stop = () => raw.off("data", onData).off("end", onEnd).off("error", onGone);
      const onData = (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= limit) return;
        stop();
        resolve(null);
      };
      const onEnd = () => {
        stop();
        const [first = Buffer.alloc(0), ...others] = chunks;
        resolve(others.length === 0 ? first : Buffer.concat(chunks, size));
      };
      const onGone = (error: Error) => {
        stop();
        reject(error);
      };
      raw.on("data", onData).on("end", onEnd).on("error", onGone);
    });
}
