import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command } from "../schemas/body.ts";
import { menuItem, wifiPackage } from "../schemas/catalogue.ts";
import { menuItemId, packageId } from "../schemas/ids.ts";
import { amount, listOf, name, text } from "../schemas/units.ts";

const menu = { tag: "menu", where: "both", auth: "device" } as const;
const packages = { tag: "packages", where: "both", auth: "device" } as const;
const category = text(40);

const listMenu = endpoint({
  ...menu,
  method: "GET",
  path: "/menu",
  summary: "Food and drink",
  status: 200,
  response: z.object({ items: listOf(menuItem) }).meta({ id: "Menu" }),
  errors: [],
});

const createMenuItem = endpoint({
  ...menu,
  method: "POST",
  path: "/menu",
  summary: "Add something to the menu",
  body: z.object({
    ...command,
    name,
    nameAr: name,
    category,
    price: amount,
    available: z.boolean().exactOptional(),
  }),
  status: 201,
  response: menuItem,
  errors: ["ID_REUSED"],
});

const updateMenuItem = endpoint({
  ...menu,
  method: "PATCH",
  path: "/menu/:id",
  summary: "Change the menu; orders keep the price they were made at",
  params: z.object({ id: menuItemId }),
  body: z.object({
    name: name.exactOptional(),
    nameAr: name.exactOptional(),
    category: category.exactOptional(),
    price: amount.exactOptional(),
    available: z.boolean().exactOptional(),
  }),
  status: 200,
  response: menuItem,
  errors: [],
});

/** Bytes, up to 100 TB; seconds, up to ten years. */
const bytesLimit = z.int().min(1).max(100_000_000_000_000).nullable();
const timeLimit = z.int().min(1).max(315_360_000).nullable();
const profile = text(80);
const server = text(80).nullable();

const listPackages = endpoint({
  ...packages,
  method: "GET",
  path: "/packages",
  summary: "WiFi packages",
  status: 200,
  response: z.object({ items: listOf(wifiPackage) }).meta({ id: "WifiPackages" }),
  errors: [],
});

const createPackage = endpoint({
  ...packages,
  method: "POST",
  path: "/packages",
  summary: "Add a WiFi package",
  body: z.object({
    ...command,
    name,
    nameAr: name,
    price: amount,
    bytesLimit: bytesLimit.exactOptional(),
    timeLimit: timeLimit.exactOptional(),
    profile,
    server: server.exactOptional(),
  }),
  status: 201,
  response: wifiPackage,
  errors: ["ID_REUSED"],
});

const updatePackage = endpoint({
  ...packages,
  method: "PATCH",
  path: "/packages/:id",
  summary: "Change a WiFi package; vouchers keep what they were made with",
  params: z.object({ id: packageId }),
  body: z.object({
    name: name.exactOptional(),
    nameAr: name.exactOptional(),
    price: amount.exactOptional(),
    bytesLimit: bytesLimit.exactOptional(),
    timeLimit: timeLimit.exactOptional(),
    profile: profile.exactOptional(),
    server: server.exactOptional(),
  }),
  status: 200,
  response: wifiPackage,
  errors: [],
});

export const catalogueEndpoints = {
  listMenu,
  createMenuItem,
  updateMenuItem,
  listPackages,
  createPackage,
  updatePackage,
} as const;
