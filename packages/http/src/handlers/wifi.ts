import { createVouchers } from "@mikro-dash/use-cases/wifi/create-vouchers";
import { getRouter } from "@mikro-dash/use-cases/wifi/get-router";
import { listVouchers } from "@mikro-dash/use-cases/wifi/list-vouchers";
import { listWifiDevices, listWifiNetworks, listWifiSessions } from "@mikro-dash/use-cases/wifi/list-wifi";
import { sellVoucher } from "@mikro-dash/use-cases/wifi/sell-voucher";
import type { HandlersOf } from "./handlers-of.ts";

type Names =
  | "listVouchers"
  | "createVouchers"
  | "sellVoucher"
  | "listWifiSessions"
  | "listWifiDevices"
  | "listWifiNetworks"
  | "getRouter";

export const wifiHandlers = {
  listVouchers: ({ query }, ctx) => listVouchers(query, ctx),
  createVouchers: ({ body }, ctx) => createVouchers(body, ctx),
  sellVoucher: ({ params, body }, ctx) => sellVoucher({ ...body, ...params }, ctx),
  listWifiSessions,
  listWifiDevices,
  listWifiNetworks,
  getRouter,
} satisfies HandlersOf<Names>;
