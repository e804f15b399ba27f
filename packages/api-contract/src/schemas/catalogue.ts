import * as z from "zod";
import { menuItemId, packageId } from "./ids.ts";
import { amount, stamp } from "./units.ts";

export const menuItem = z
  .object({
    id: menuItemId,
    name: z.string(),
    nameAr: z.string(),
    category: z.string(),
    price: amount,
    available: z.boolean(),
    updatedAt: stamp,
  })
  .meta({ id: "MenuItem" });

export const wifiPackage = z
  .object({
    id: packageId,
    name: z.string(),
    nameAr: z.string(),
    price: amount,
    /** null = unlimited. */
    bytesLimit: z.int().min(1).nullable(),
    /** Seconds; null = unlimited. */
    timeLimit: z.int().min(1).nullable(),
    /** The hotspot user profile on the router. */
    profile: z.string(),
    server: z.string().nullable(),
    updatedAt: stamp,
  })
  .meta({ id: "WifiPackage" });

export type MenuItem = z.infer<typeof menuItem>;
export type WifiPackage = z.infer<typeof wifiPackage>;
