import type { Context } from "@mikro-dash/use-cases/context";
import type { Handlers } from "../handler-types.ts";
import { catalogueHandlers } from "./catalogue.ts";
import { outageHandlers } from "./outage.ts";
import { reviewHandlers } from "./reviews.ts";
import { sessionHandlers } from "./sessions.ts";
import { shopHandlers } from "./shop.ts";
import { stationHandlers } from "./stations.ts";
import { systemHandlers } from "./system.ts";
import { wifiHandlers } from "./wifi.ts";

/** Route → use-case, once for both hosts. */
export const handlers: Handlers<Context> = {
  ...systemHandlers,
  ...stationHandlers,
  ...sessionHandlers,
  ...outageHandlers,
  ...catalogueHandlers,
  ...wifiHandlers,
  ...reviewHandlers,
  ...shopHandlers,
};
