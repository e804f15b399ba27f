import { Agent, request } from "node:http";

/** Calls one server over connections that stay open, as a browser does. */
export function keepAlive(baseUrl: string, always: Readonly<Record<string, string>> = {}) {
  const agent = new Agent({ keepAlive: true });
  const send = (method: string, path: string, body?: unknown): Promise<string> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const asked = request(
        new URL(path, baseUrl),
        {
          ...{ method, agent },
          headers:
            text === undefined
              ? always
              : { ...always, "content-type": "application/json", "content-length": Buffer.byteLength(text) },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () => {
            const said = Buffer.concat(chunks).toString("utf8");
            if ((answer.statusCode ?? 500) < 300) resolve(said);
            else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${said}`));
          });
        },
      );
      asked.on("error", reject);
      asked.end(text);
    });
  return {
    get: (path: string) => send("GET", path),
    post: (path: string, body: unknown) => send("POST", path, body),
    close: () => agent.destroy(),
  };
}
export type KeepAlive = ReturnType<typeof keepAlive>;
