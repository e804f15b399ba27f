import { dispatch } from "./dispatch.ts";
import type { HttpContext } from "./http-context.ts";
import type { BodyReader, HttpRequest } from "./http-message.ts";

/** `dispatch` for hosts that speak the Fetch API. */
export async function dispatchFetch<Ctx>(request: Request, context: HttpContext<Ctx>): Promise<Response> {
  const { status, headers, body } = await dispatch(httpRequest(request), context);
  return new Response(body, { status, headers });
}

function httpRequest({ method, url, headers, body }: Request): HttpRequest {
  return {
    method,
    url: new URL(url),
    header: (name) => headers.get(name),
    body: body && readerOf(body),
  };
}

function readerOf(body: ReadableStream<Uint8Array>): BodyReader {
  return async (limit) => {
    const reader = body.getReader();
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks, size);
      size += value.length;
      if (size > limit) {
        reader.releaseLock();
        return null;
      }
      chunks.push(value);
    }
  };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
