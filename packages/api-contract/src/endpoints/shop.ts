import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { activityEntry } from "../schemas/activity.ts";
import { command, cursor, limit } from "../schemas/body.ts";
import { device, pairedDevice, pairing } from "../schemas/device.ts";
import { deviceId } from "../schemas/ids.ts";
import { settings } from "../schemas/settings.ts";
import { listOf, name } from "../schemas/units.ts";

const common = { where: "both", auth: "device" } as const;

const getSettings = endpoint({
  ...common,
  tag: "settings",
  method: "GET",
  path: "/settings",
  summary: "How the shop counts and speaks",
  status: 200,
  response: settings,
  errors: [],
});

const { shape } = settings;

const updateSettings = endpoint({
  ...common,
  tag: "settings",
  method: "PATCH",
  path: "/settings",
  summary: "Change settings; known keys only",
  body: z.strictObject({
    businessName: shape.businessName.exactOptional(),
    billingIncrementSeconds: shape.billingIncrementSeconds.exactOptional(),
    minimumCharge: shape.minimumCharge.exactOptional(),
    roundTo: shape.roundTo.exactOptional(),
    limitAction: shape.limitAction.exactOptional(),
    timeZone: shape.timeZone.exactOptional(),
    dayStartsAt: shape.dayStartsAt.exactOptional(),
    language: shape.language.exactOptional(),
    digits: shape.digits.exactOptional(),
    consoleAutoStart: shape.consoleAutoStart.exactOptional(),
    consoleAutoPause: shape.consoleAutoPause.exactOptional(),
    consoleDebounceSeconds: shape.consoleDebounceSeconds.exactOptional(),
    consoleCooldownMinutes: shape.consoleCooldownMinutes.exactOptional(),
  }),
  status: 200,
  response: settings,
  errors: [],
});

const listDevices = endpoint({
  ...common,
  tag: "devices",
  method: "GET",
  path: "/devices",
  summary: "Paired phones",
  status: 200,
  response: z.object({ items: listOf(device) }).meta({ id: "Devices" }),
  errors: [],
});

const revokeDevice = endpoint({
  ...common,
  tag: "devices",
  method: "DELETE",
  path: "/devices/:id",
  summary: "A stolen phone: its token stops working at once",
  params: z.object({ id: deviceId }),
  status: 200,
  response: device,
  errors: [],
});

const createPairing = endpoint({
  ...common,
  tag: "devices",
  where: "local",
  method: "POST",
  path: "/devices/pairings",
  summary: "A code and a link for one new phone, for two minutes",
  body: z.object(command),
  status: 201,
  response: pairing,
  errors: ["ID_REUSED"],
});

const pairDevice = endpoint({
  tag: "devices",
  where: "edge",
  auth: "none",
  method: "POST",
  path: "/devices/pair",
  summary: "Trade a pairing code for a device token",
  body: z.object({ ...command, code: z.string().min(4).max(128), name }),
  status: 201,
  response: pairedDevice,
  errors: ["PAIRING_INVALID", "RATE_LIMITED"],
});

const listActivity = endpoint({
  ...common,
  tag: "activity",
  method: "GET",
  path: "/activity",
  summary: "Who did what, newest first",
  query: z.object({ cursor: cursor.exactOptional(), limit: limit.exactOptional() }),
  status: 200,
  response: z
    .object({ items: listOf(activityEntry), nextCursor: z.string().nullable() })
    .meta({ id: "ActivityPage" }),
  errors: [],
});

export const shopEndpoints = {
  getSettings,
  updateSettings,
  listDevices,
  revokeDevice,
  createPairing,
  pairDevice,
  listActivity,
} as const;
