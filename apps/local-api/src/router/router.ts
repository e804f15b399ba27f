import type { Client } from "@libsql/client";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import type { RouterAccess } from "@mikro-dash/use-cases/wifi/router-access";
import type { WifiSource } from "@mikro-dash/use-cases/wifi/wifi-source";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { lostUsageLook } from "./lost-usage-look.ts";
import { noRouter } from "./no-router.ts";
import { routerAccess } from "./router-access.ts";
import { routerWifi } from "./router-wifi.ts";

export interface Router {
  readonly wifi: WifiSource;
  readonly access: RouterAccess | null;
  keepLooking(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** The shop's router, or that there is none. Connects when it is first asked. */
export async function openRouter(
  { router: address, mirror }: Pick<Config, "router" | "mirror">,
  parts: {
    readonly local: Client;
    readonly clock: Clock;
    readonly log: Logger;
    readonly onNewerVouchers: () => void;
  },
): Promise<Router> {
  if (address === null) {
    return {
      wifi: noRouter(parts.clock),
      access: null,
      keepLooking: async () => undefined,
      close: () => undefined,
    };
  }
  const gateway = connectRouter({ ...address, clock: parts.clock, random: Math.random });
  const losses = await lostUsageLook({ address: mirror, ...parts });
  const wifi = await routerWifi({ gateway, losses, ...parts });
  const access = routerAccess({ gateway, wifi, clock: parts.clock, log: parts.log });
  const keepLooking = async (signal: AbortSignal) => {
    await Promise.all([wifi.keepLooking(signal), losses.keepLooking(signal)]);
  };
  return { wifi, access, keepLooking, close: () => gateway.close() };
}
