import { createPairing } from "@mikro-dash/use-cases/devices/create-pairing";
import { listDevices } from "@mikro-dash/use-cases/devices/list-devices";
import { pairDevice } from "@mikro-dash/use-cases/devices/pair-device";
import { revokeDevice } from "@mikro-dash/use-cases/devices/revoke-device";
import { listActivity } from "@mikro-dash/use-cases/system/list-activity";
import { getSettings, updateSettings } from "@mikro-dash/use-cases/system/settings";
import type { HandlersOf } from "./handlers-of.ts";

type Names =
  | "listActivity"
  | "getSettings"
  | "updateSettings"
  | "listDevices"
  | "revokeDevice"
  | "createPairing"
  | "pairDevice";

export const shopHandlers = {
  listActivity: ({ query }, ctx) => listActivity(query, ctx),
  getSettings,
  updateSettings: ({ body }, ctx) => updateSettings(body, ctx),
  listDevices,
  revokeDevice: ({ params }, ctx) => revokeDevice(params, ctx),
  createPairing: ({ body }, ctx) => createPairing(body, ctx),
  pairDevice: ({ body }, ctx) => pairDevice(body, ctx),
} satisfies HandlersOf<Names>;
