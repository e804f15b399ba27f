import { createServer, type Server, type Socket } from "node:net";
import { Connection, type Served } from "./connection.ts";

export interface ApiServer {
  readonly port: number;
  readonly connections: number;
  /** Connections ever accepted. */
  readonly accepted: number;
  /** Drops every connection; for `ms` new ones are reset too, as while a router boots. */
  goDown(ms: number): void;
  stop(): Promise<void>;
}

export async function serveApi(served: Served, host: string, port: number): Promise<ApiServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let upAt = 0;
  const server = createServer((socket) => {
    accepted += 1;
    const fault = served.faults.forConnection();
    if (performance.now() < upAt || fault?.kind === "refuse") {
      socket.on("error", () => {});
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    if (fault?.kind === "mute") socket.on("error", () => socket.destroy()).resume();
    else new Connection(socket, served);
  });
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    get connections() {
      return sockets.size;
    },
    get accepted() {
      return accepted;
    },
    goDown(ms) {
      upAt = performance.now() + ms;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}
