import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command, cursor, limit, queryInstant } from "../schemas/body.ts";
import { wifiPackage } from "../schemas/catalogue.ts";
import { packageId } from "../schemas/ids.ts";
import { text } from "../schemas/units.ts";
import {
  deletedVouchers,
  endedWifiSession,
  lostUsage,
  printedVouchers,
  restoredUsage,
  routerInfo,
  ssid,
  voucher,
  voucherBatch,
  voucherPage,
  voucherSale,
  voucherStatus,
  wifiDevices,
  wifiNetwork,
  wifiNetworks,
  wifiPassword,
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
    /** Whether they were ever printed. */
    printed: z.enum(["yes", "no"]).exactOptional(),
    /** Those that were made together say the same instant. */
    createdAt: queryInstant.exactOptional(),
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

/** The router's own id of its row, or a voucher's code. */
const routerId = z.string().min(1).max(128);
const changing = { ...common, where: "local", errors: ["ROUTER_UNAVAILABLE", "ROUTER_REFUSED"] } as const;

const updateVoucher = endpoint({
  ...changing,
  method: "PATCH",
  path: "/vouchers/:id",
  summary: "Extend, reset, disable or enable a voucher",
  params: z.object({ id: routerId }),
  body: z.object({
    bytesLimit: wifiPackage.shape.bytesLimit.exactOptional(),
    timeLimit: wifiPackage.shape.timeLimit.exactOptional(),
    disabled: z.boolean().exactOptional(),
    /** What it has used is forgotten; who is online with it has to log in again. */
    resetCounters: z.literal(true).exactOptional(),
  }),
  status: 200,
  response: voucher,
});

const deleteVouchers = endpoint({
  ...changing,
  method: "POST",
  path: "/vouchers/delete",
  summary: "Remove vouchers from the router; their sales stay",
  body: z.object({ ...command, ids: z.array(routerId).min(1).max(500) }),
  status: 200,
  response: deletedVouchers,
  errors: ["NOT_FOUND", "ID_REUSED", ...changing.errors],
});

const listLostUsage = endpoint({
  ...listing,
  path: "/vouchers/lost-usage",
  summary: "What vouchers had used and the router forgot when its power was cut",
  response: lostUsage,
});

const restoreLostUsage = endpoint({
  ...changing,
  method: "POST",
  path: "/vouchers/lost-usage/restore",
  summary: "Lower limits by what the router forgot: of all vouchers, or of these",
  body: z.object({ ...command, ids: z.array(routerId).min(1).max(500).exactOptional() }),
  status: 200,
  response: restoredUsage,
  errors: ["NOT_FOUND", "ID_REUSED", ...changing.errors],
});

const markPrinted = endpoint({
  ...common,
  method: "POST",
  path: "/vouchers/printed",
  summary: "These vouchers were printed",
  body: z.object({ ...command, codes: z.array(text(64)).min(1).max(500) }),
  status: 200,
  response: printedVouchers,
  errors: ["ID_REUSED"],
});

const disconnectWifiSession = endpoint({
  ...changing,
  method: "POST",
  path: "/wifi/sessions/:id/disconnect",
  summary: "Put somebody offline",
  params: z.object({ id: routerId }),
  body: z.object(command),
  status: 200,
  response: endedWifiSession,
  errors: ["ID_REUSED", ...changing.errors],
});

const updateWifiNetwork = endpoint({
  ...changing,
  method: "PATCH",
  path: "/wifi/networks/:id",
  summary: "Rename a network, give it another password, send it out or not",
  params: z.object({ id: routerId }),
  body: z.object({
    ssid: ssid.exactOptional(),
    password: wifiPassword.exactOptional(),
    enabled: z.boolean().exactOptional(),
  }),
  status: 200,
  response: wifiNetwork,
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
  updateVoucher,
  deleteVouchers,
  listLostUsage,
  restoreLostUsage,
  markPrinted,
  disconnectWifiSession,
  updateWifiNetwork,
  listWifiSessions,
  listWifiDevices,
  listWifiNetworks,
  getRouter,
} as const;
