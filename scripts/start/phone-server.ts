import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pipeline } from "node:stream/promises";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

export interface PhoneServer {
  stop(): Promise<void>;
}

/** Stands in for Cloudflare Pages: the built SPA, its fallback page, and `/config.json` that names the edge API. */
export async function servePhone(options: {
  port: number;
  dist: string;
  apiUrl: string;
}): Promise<PhoneServer> {
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url ?? "/", "http://phone");
      if (pathname === "/config.json") {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ apiUrl: options.apiUrl }));
        return;
      }
      const file = await fileFor(options.dist, decodeURIComponent(pathname));
      if (file === undefined) {
        response.writeHead(404).end();
        return;
      }
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      // Built assets carry a hash in their names; the page that names them must be asked for anew.
      const immutable = pathname.startsWith("/assets/");
      response.setHeader("cache-control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
      await pipeline(createReadStream(file), response);
    } catch {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A file of the build; the page itself for an address of the app; nothing for a file that is not there. */
async function fileFor(dist: string, pathname: string): Promise<string | undefined> {
  const file = join(dist, normalize(pathname));
  if (!file.startsWith(dist)) return undefined;
  if ((await stat(file).catch(() => undefined))?.isFile()) return file;
  return extname(pathname) === "" ? join(dist, "index.html") : undefined;
}
