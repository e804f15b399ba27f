import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { HttpRefusal } from "./handler-types.ts";

const MAX_BODY_BYTES = 256 * 1024;

/** The body as JSON; `undefined` when there is none at all. Nothing is read of a body that is refused by its headers. */
export async function readJson(request: Request): Promise<Result<unknown, HttpRefusal>> {
  const declared = request.headers.get("content-length");
  const empty = request.body === null || declared === "0";
  if (empty) return ok(undefined);
  const type = request.headers.get("content-type");
  if (type !== null && !isJson(type)) return err({ code: "UNSUPPORTED_MEDIA_TYPE" });
  if (declared !== null && Number(declared) > MAX_BODY_BYTES) return err({ code: "TOO_LARGE" });
  const bytes = await readAtMost(request.body, MAX_BODY_BYTES);
  if (bytes === null) return err({ code: "TOO_LARGE" });
  if (bytes.length === 0) return ok(undefined);
  if (type === null) return err({ code: "UNSUPPORTED_MEDIA_TYPE" });
  return parse(bytes);
}

/** `application/json`, in UTF-8 if it says so. */
function isJson(contentType: string): boolean {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  if (type.trim() !== "application/json") return false;
  return parameters.every((p) => !p.trim().startsWith("charset=") || /^charset="?utf-?8"?$/.test(p.trim()));
}

/** null when there is more. The rest is left unread: its owner decides whether to wait for it. */
async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.releaseLock();
      return null;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

function parse(bytes: Uint8Array): Result<unknown, HttpRefusal> {
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return err({ code: "MALFORMED" });
  }
}
