import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command, cursor, limit } from "../schemas/body.ts";
import { packageId } from "../schemas/ids.ts";
import { text } from "../schemas/units.ts";
import {
  routerInfo,
  voucherBatch,
  voucherPage,
  voucherSale,
  voucherStatus,
  wifiDevices,
  wifiNetworks,
  wifiSessions,
} from "../schemas/wifi.ts";

const common = { tag: "wifi", where: "both", auth: "device" } as const;
const listing = { ...common, method: "GET", status: 200, errors: ["ROUTER_UNAVAILABLE"] } as const;

const listVouchers = endpoint({
  ...listing,
  path: "/vouchers",
  summary: "Vouchers, from the router or from the last look at it",
  query: z.object({
    status: voucherStatus.exactOptional(),
    packageId: packageId.exactOptional(),
    q: z.string().max(64).exactOptional(),
    cursor: cursor.exactOptional(),
    limit: limit.exactOptional(),
  }),
  response: voucherPage,
});

const createVouchers = endpoint({
  ...common,
  where: "local",
  method: "POST",
  path: "/vouchers",
  summary: "Make vouchers on the router",
  body: z.object({
    ...command,
    packageId,
    count: z.int().min(1).max(500),
    note: text(120).exactOptional(),
    sold: z.boolean().exactOptional(),
  }),
  status: 201,
  response: voucherBatch,
  errors: ["NOT_FOUND", "ID_REUSED", "ROUTER_UNAVAILABLE", "ROUTER_REFUSED"],
});

const sellVoucher = endpoint({
  ...common,
  method: "POST",
  path: "/vouchers/:code/sell",
  summary: "Sell a voucher at the price of its package now",
  params: z.object({ code: z.string().min(1).max(64) }),
  body: z.object(command),
  status: 201,
  response: voucherSale,
  errors: ["ALREADY_SOLD", "ID_REUSED"],
});

const listWifiSessions = endpoint({
  ...listing,
  path: "/wifi/sessions",
  summary: "Who is online",
  response: wifiSessions,
});

const listWifiDevices = endpoint({
  ...listing,
  path: "/wifi/devices",
  summary: "Devices that the router knows",
  response: wifiDevices,
});

const listWifiNetworks = endpoint({
  ...listing,
  path: "/wifi/networks",
  summary: "WiFi networks",
  response: wifiNetworks,
});

const getRouter = endpoint({
  ...listing,
  where: "local",
  path: "/router",
  summary: "The router itself, asked now",
  response: routerInfo,
  errors: ["ROUTER_UNAVAILABLE", "ROUTER_REFUSED"],
});

export const wifiEndpoints = {
  listVouchers,
  createVouchers,
  sellVoucher,
  listWifiSessions,
  listWifiDevices,
  listWifiNetworks,
  getRouter,
} as const;
