import type { EndpointName, EndpointRequest } from "@mikro-dash/api-contract/contract";
import { suiteId, UNKNOWN } from "./ids.ts";

type GoodRequests = { readonly [N in EndpointName]: EndpointRequest<N> };

const ofUnknown = { params: { id: UNKNOWN } };

/**
 * For each endpoint a request that is well formed but names nothing that exists, so that only what is wrong with it
 * in a case can decide the answer. A new endpoint without one does not compile.
 */
export const WELL_FORMED: GoodRequests = {
  getStatus: {},
  getEvents: {},
  getHealth: {},
  getReady: {},
  confirmClock: { body: {} },
  getOpenApi: {},
  getBoard: {},
  listStations: {},
  listConsoles: {},
  listStationInternet: {},
  setStationInternet: { ...ofUnknown, body: { id: suiteId(0x10c), allowed: false } },
  createStation: { body: { id: suiteId(0x100), name: "PS5 1", nameAr: "بلايستيشن ١", hourlyRate: 3000 } },
  updateStation: { ...ofUnknown, body: { name: "PS5" } },
  deleteStation: ofUnknown,
  listSessions: { query: { limit: 10 } },
  getSession: ofUnknown,
  startSession: { body: { id: suiteId(0x101), stationId: UNKNOWN } },
  updateSession: { ...ofUnknown, body: { notes: "by the window" } },
  pauseSession: { ...ofUnknown, body: {} },
  resumeSession: { ...ofUnknown, body: {} },
  changeMode: { ...ofUnknown, body: { mode: "multi" } },
  moveSession: { ...ofUnknown, body: { stationId: UNKNOWN } },
  addOrder: { ...ofUnknown, body: { menuItemId: UNKNOWN, quantity: 1 } },
  voidOrder: { ...ofUnknown, body: {} },
  addCharge: { ...ofUnknown, body: { amount: 100, reason: "a broken pad" } },
  voidCharge: { ...ofUnknown, body: {} },
  transferSession: { ...ofUnknown, body: { toSessionId: suiteId(0x102), includeOrders: true } },
  endSession: { ...ofUnknown, body: { discountReason: "a regular" } },
  addPayment: { ...ofUnknown, body: { amount: 100, method: "cash" } },
  voidClosing: { ...ofUnknown, body: { reason: "ended by mistake" } },
  freezeAll: { body: { id: suiteId(0x103) } },
  resumeAll: { body: { id: suiteId(0x104) } },
  dismissFreeze: { body: {} },
  undoOutage: { params: { batchId: UNKNOWN }, body: {} },
  listMenu: {},
  createMenuItem: {
    body: { id: suiteId(0x105), name: "Tea", nameAr: "شاي", category: "drinks", price: 1000 },
  },
  updateMenuItem: { ...ofUnknown, body: { price: 1500 } },
  listPackages: {},
  createPackage: {
    body: { id: suiteId(0x106), name: "1 GB", nameAr: "١ جيجا", price: 1000, profile: "default" },
  },
  updatePackage: { ...ofUnknown, body: { price: 1500 } },
  listVouchers: { query: { limit: 10 } },
  createVouchers: { body: { id: suiteId(0x107), packageId: UNKNOWN as never, count: 1 } },
  sellVoucher: { params: { code: "NOSUCH" }, body: {} },
  updateVoucher: { params: { id: "*FFFF" }, body: { disabled: true } },
  deleteVouchers: { body: { id: suiteId(0x109), ids: ["*FFFF"] } },
  markPrinted: { body: { id: suiteId(0x10a), codes: ["NOSUCH"] } },
  disconnectWifiSession: { params: { id: "NOSUCH@AA:BB:CC:DD:EE:FF" }, body: { id: suiteId(0x10b) } },
  updateWifiNetwork: { params: { id: "*FFFF" }, body: { enabled: false } },
  listWifiSessions: {},
  listWifiDevices: {},
  listWifiNetworks: {},
  getRouter: {},
  getSettings: {},
  updateSettings: { body: { businessName: "Café" } },
  listDevices: {},
  revokeDevice: ofUnknown,
  createPairing: { body: { id: suiteId(0x108) } },
  pairDevice: { body: { code: "NOSUCHCODE", name: "phone" } },
  listReviews: {},
  resolveReview: { params: { id: `two-closings:${UNKNOWN}:${UNKNOWN}` }, body: { keep: UNKNOWN } },
  listRejects: {},
  listActivity: { query: { limit: 10 } },
};
