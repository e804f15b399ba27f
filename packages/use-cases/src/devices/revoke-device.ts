import { voids } from "@mikro-dash/db-schema/tables/audit";
import { devices } from "@mikro-dash/db-schema/tables/people";
import type { DeviceId } from "@mikro-dash/domain/ids";
import { err, ok } from "@mikro-dash/domain/result";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { insertRow } from "../store/rows.ts";
import { devicesWithRevocation, presentDevice } from "./device-rows.ts";

/** A stolen phone: its token stops working. A void, so that no later edit can bring it back. NOT_FOUND. */
export async function revokeDevice({ id }: { readonly id: DeviceId }, ctx: Context) {
  const { store } = ctx;
  const byId = devicesWithRevocation(store.db).where(eq(devices.id, id));
  const [[found]] = await store.read([byId]);
  if (!found) return err({ code: "NOT_FOUND" } as const);
  if (found.revocation) return ok(presentDevice(found));
  const revocation = insertRow(ctx, voids, {
    id,
    targetTable: "devices",
    sessionId: null,
    at: ctx.clock.now(),
    by: ctx.actor().name,
    reason: null,
  });
  const [[after]] = await store.write(
    [],
    [revocation, activityRow(ctx, { verb: "device.revoke", rowIds: [id] })],
    [byId],
  );
  return ok(presentDevice(after ?? found));
}
