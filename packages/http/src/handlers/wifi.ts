import { createVouchers } from "@mikro-dash/use-cases/wifi/create-vouchers";
import { deleteVouchers } from "@mikro-dash/use-cases/wifi/delete-vouchers";
import { disconnectSession } from "@mikro-dash/use-cases/wifi/disconnect-session";
import { getRouter } from "@mikro-dash/use-cases/wifi/get-router";
import { listLostUsage } from "@mikro-dash/use-cases/wifi/list-lost-usage";
import { listVouchers } from "@mikro-dash/use-cases/wifi/list-vouchers";
import { listWifiDevices, listWifiNetworks, listWifiSessions } from "@mikro-dash/use-cases/wifi/list-wifi";
import { markPrinted } from "@mikro-dash/use-cases/wifi/mark-printed";
import { restoreLostUsage } from "@mikro-dash/use-cases/wifi/restore-lost-usage";
import { sellVoucher } from "@mikro-dash/use-cases/wifi/sell-voucher";
import { updateNetwork } from "@mikro-dash/use-cases/wifi/update-network";
import { updateVoucher } from "@mikro-dash/use-cases/wifi/update-voucher";
import type { HandlersOf } from "./handlers-of.ts";

type Names =
  | "listVouchers"
  | "createVouchers"
  | "sellVoucher"
  | "updateVoucher"
  | "deleteVouchers"
  | "listLostUsage"
  | "restoreLostUsage"
  | "markPrinted"
  | "disconnectWifiSession"
  | "updateWifiNetwork"
  | "listWifiSessions"
  | "listWifiDevices"
  | "listWifiNetworks"
  | "getRouter";

export const wifiHandlers = {
  listVouchers: ({ query }, ctx) => listVouchers(query, ctx),
  createVouchers: ({ body }, ctx) => createVouchers(body, ctx),
  sellVoucher: ({ params, body }, ctx) => sellVoucher({ ...body, ...params }, ctx),
  updateVoucher: ({ params, body }, ctx) => updateVoucher({ ...body, ...params }, ctx),
  deleteVouchers: ({ body }, ctx) => deleteVouchers(body, ctx),
  listLostUsage,
  restoreLostUsage: ({ body }, ctx) => restoreLostUsage(body, ctx),
  markPrinted: ({ body }, ctx) => markPrinted(body, ctx),
  disconnectWifiSession: ({ params, body }, ctx) => disconnectSession({ ...body, sessionId: params.id }, ctx),
  updateWifiNetwork: ({ params, body }, ctx) => updateNetwork({ ...body, ...params }, ctx),
  listWifiSessions,
  listWifiDevices,
  listWifiNetworks,
  getRouter,
} satisfies HandlersOf<Names>;
