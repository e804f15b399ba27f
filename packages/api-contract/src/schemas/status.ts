import * as z from "zod";
import { count, instant, listOf } from "./units.ts";

/** What this host can do; the screen shows why the rest is disabled. */
const capability = z.enum(["events", "router", "vouchers.create", "pairings"]);

export const status = z
  .object({
    host: z.enum(["local", "edge"]),
    version: z.string(),
    serverTime: instant,
    /** The primary answered the last exchange. */
    online: z.boolean(),
    /** Where rows of the other writers come from; "none" = a shop without a cloud, not one that cannot reach it. */
    pull: z.enum(["replica", "http", "none"]),
    /** Rows that the primary has not accepted yet. */
    pending: count,
    lastPushAt: instant.nullable(),
    lastPullAt: instant.nullable(),
    /** The primary's clock minus this one's. */
    clockOffsetMs: z.number().nullable(),
    /** Dead letters. */
    rejects: count,
    reviews: count,
    routerSeenAt: instant.nullable(),
    mirrorSeenAt: instant.nullable(),
    cafeSeenAt: instant.nullable(),
    /** Why the primary or the router cannot be used, in a sentence; null = nothing is wrong. */
    primaryProblem: z.string().nullable(),
    routerProblem: z.string().nullable(),
    /** The lights went out at this instant, as far as this host can tell: offer to freeze there. */
    freezeProposal: z.object({ at: instant }).nullable(),
    /** The computer's clock at boot is before, or long after, the last sign of life: ask which time it is. Answered by `POST /clock/confirm`. */
    clockQuestion: z.object({ clockSays: instant, lastSeenAt: instant }).nullable(),
    /** The computer's clock is wrong by minutes, in a sentence; the till goes by the primary's. */
    clockProblem: z.string().nullable(),
    capabilities: listOf(capability),
  })
  .meta({ id: "Status" });

/** `change` names the entities that changed; `status` carries the new status. */
export const serverEvent = z
  .discriminatedUnion("event", [
    z.object({ event: z.literal("change"), data: z.object({ entities: listOf(z.string()) }) }),
    z.object({ event: z.literal("status"), data: status }),
  ])
  .meta({ id: "ServerEvent" });

export type Status = z.infer<typeof status>;
