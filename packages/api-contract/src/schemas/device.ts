import * as z from "zod";
import { deviceId } from "./ids.ts";
import { instant } from "./units.ts";

/** A paired phone; its token is stored only as a hash and is shown once. */
export const device = z
  .object({ id: deviceId, name: z.string(), pairedAt: instant.nullable(), revokedAt: instant.nullable() })
  .meta({ id: "Device" });

/** Works once, for two minutes. */
export const pairing = z
  .object({ code: z.string(), url: z.string(), expiresAt: instant })
  .meta({ id: "Pairing" });

export const pairedDevice = z.object({ token: z.string(), device }).meta({ id: "PairedDevice" });

export type Device = z.infer<typeof device>;
export type Pairing = z.infer<typeof pairing>;
