import type { Client } from "@libsql/client";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import type { RouterAccess } from "@mikro-dash/use-cases/wifi/router-access";
import type { WifiSource } from "@mikro-dash/use-cases/wifi/wifi-source";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
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
  address: Config["router"],
  parts: { readonly local: Client; readonly clock: Clock; readonly log: Logger },
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
  const wifi = await routerWifi({ gateway, ...parts });
  const access = routerAccess({ gateway, wifi, clock: parts.clock, log: parts.log });
  return { wifi, access, keepLooking: wifi.keepLooking, close: () => gateway.close() };
}
