import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { HttpRefusal } from "./handler-types.ts";
import type { HttpRequest } from "./http-message.ts";

const MAX_BODY_BYTES = 256 * 1024;
const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/** The body as JSON; `undefined` when there is none at all. Nothing is read of a body that is refused by its headers. */
export async function readJson(request: HttpRequest): Promise<Result<unknown, HttpRefusal>> {
  const declared = request.header("content-length");
  if (request.body === null || declared === "0") return ok(undefined);
  const type = request.header("content-type");
  if (type !== null && !isJson(type)) return err({ code: "UNSUPPORTED_MEDIA_TYPE" });
  if (declared !== null && Number(declared) > MAX_BODY_BYTES) return err({ code: "TOO_LARGE" });
  const bytes = await request.body(MAX_BODY_BYTES);
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

function parse(bytes: Uint8Array): Result<unknown, HttpRefusal> {
  try {
    return ok(JSON.parse(UTF_8.decode(bytes)));
  } catch {
    return err({ code: "MALFORMED" });
  }
}
