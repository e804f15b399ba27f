import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ports that Linux (from 32768 on) and macOS (from 49152 on) give to whoever connects to somewhere. */
const LOWEST = 10_240;
const HIGHEST = 32_767;

/**
 * A TCP port of 127.0.0.1 that is free, and that no connection takes by chance before it is listened on: one that the
 * system picks itself may be the near end of somebody's connection a moment later.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (!(await isPortTaken(port))) return port;
  }
}

/** Whether something already listens on this port of the loopback. */
export async function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(true);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(false)));
  });
}
