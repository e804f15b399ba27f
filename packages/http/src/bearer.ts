import type { HttpRequest } from "./http-message.ts";

/** The token of `Authorization: Bearer …` (RFC 6750), or null when it is missing or malformed. */
export function bearerToken(request: HttpRequest): string | null {
  const header = request.header("authorization") ?? "";
  return /^Bearer +([\w.~+/-]{16,512}=*)$/i.exec(header)?.[1] ?? null;
}
