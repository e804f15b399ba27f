import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { serve } from "./remote.ts";

/**
 * The way to one primary, in a process of its own: an embedded replica stops the whole process that it lives in, and
 * would stop the very proxy that it waits for.
 */
let proxy: FaultProxy | undefined;
const opened = (): FaultProxy => {
  if (proxy === undefined) throw new Error("the link is not open");
  return proxy;
};

const methods = {
  async open({ port }: { port: number }): Promise<string> {
    proxy = await startFaultProxy({ port });
    return proxy.url;
  },
  async delay({ roundTripMs }: { roundTripMs: number }): Promise<void> {
    opened().setDelay(roundTripMs);
  },
  async blackHole(_: null): Promise<void> {
    opened().blackHole();
  },
  async refuse(_: null): Promise<void> {
    await opened().refuse();
  },
  async heal(_: null): Promise<void> {
    await opened().heal();
  },
  async bytes(_: null): Promise<number> {
    const { up, down } = opened().bytes;
    return up + down;
  },
};
export type LinkMethods = typeof methods;
serve(methods);
