import type { Client } from "@libsql/client";
import { uuidV7 } from "@mikro-dash/domain/ids";
import { piasters, ratePerHour } from "@mikro-dash/domain/money/piasters";
import type { AliveSpan } from "@mikro-dash/domain/session/reviews";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { updateMenuItem } from "@mikro-dash/use-cases/catalogue/menu";
import type { Context } from "@mikro-dash/use-cases/context";
import { freezeAll } from "@mikro-dash/use-cases/outage/freeze-all";
import { resumeAll } from "@mikro-dash/use-cases/outage/resume-all";
import { undoOutage } from "@mikro-dash/use-cases/outage/undo-outage";
import { resolveReview } from "@mikro-dash/use-cases/reviews/resolve-review";
import { addCharge } from "@mikro-dash/use-cases/sessions/add-charge";
import { addOrder } from "@mikro-dash/use-cases/sessions/add-order";
import { addPayment } from "@mikro-dash/use-cases/sessions/add-payment";
import { changeMode } from "@mikro-dash/use-cases/sessions/change-mode";
import { editSession } from "@mikro-dash/use-cases/sessions/edit-session";
import { endSession } from "@mikro-dash/use-cases/sessions/end-session";
import { moveSession } from "@mikro-dash/use-cases/sessions/move-session";
import { pauseSession } from "@mikro-dash/use-cases/sessions/pause-session";
import { reopenSession } from "@mikro-dash/use-cases/sessions/reopen-session";
import { resumeSession } from "@mikro-dash/use-cases/sessions/resume-session";
import { startSession } from "@mikro-dash/use-cases/sessions/start-session";
import { transferSession } from "@mikro-dash/use-cases/sessions/transfer-session";
import { voidCharge, voidOrder } from "@mikro-dash/use-cases/sessions/void-item";
import { createStation } from "@mikro-dash/use-cases/stations/create-station";
import { deleteStation } from "@mikro-dash/use-cases/stations/delete-station";
import { updateStation } from "@mikro-dash/use-cases/stations/update-station";
import { updateSettings } from "@mikro-dash/use-cases/system/settings";
import { sellVoucher } from "@mikro-dash/use-cases/wifi/sell-voucher";
import type { Step } from "./plan.ts";
import type { Rng } from "./rng.ts";
import { decisionOf } from "./said-review.ts";

/** A command as it was said once: however often it arrives, it says the same. */
export interface Said {
  readonly verb: string;
  readonly words: Readonly<Record<string, unknown>>;
  /** Any use-case's answer. */
  run(ctx: Context): Promise<{ ok: true } | { ok: false; error: { code: string } }>;
}

/** The id among its words is that of the row that it edits or deletes, not one of its own. */
export const isOfRow = ({ verb }: Pick<Said, "verb">): boolean => OF_ROWS.has(verb);
const OF_ROWS: ReadonlySet<string> = new Set(["edit station", "edit menu", "delete station"]);

const MINUTE = 60_000;

const listOf = (sql: string) => `(SELECT json_group_array(x) FROM (${sql} ORDER BY 1))`;
const idsOf = (table: string) => listOf(`SELECT id AS x FROM ${table}`);
const SCREEN = `SELECT json_object(
  'stations', ${listOf("SELECT id AS x FROM ps_stations WHERE deleted_at IS NULL")},
  'open', ${listOf("SELECT session_id AS x FROM open_sessions")},
  'sessions', ${idsOf("ps_sessions")}, 'menu', ${idsOf("ps_menu_items")}, 'orders', ${idsOf("ps_session_orders")},
  'charges', ${idsOf("ps_session_charges")}, 'closings', ${idsOf("ps_session_closings")},
  'batches', ${listOf("SELECT DISTINCT batch_id AS x FROM ps_session_segments WHERE batch_id IS NOT NULL")},
  'payables', (SELECT json_group_object(id, payable) FROM ps_session_closings))`;

type List = "stations" | "open" | "sessions" | "menu" | "orders" | "charges" | "closings" | "batches";
interface Screen extends Readonly<Record<List, readonly string[]>> {
  readonly payables: Readonly<Record<string, number>>;
}

/** What can be pointed at on the screen of whoever gives the command. */
async function onScreen(client: Client): Promise<Screen> {
  const { rows } = await client.execute(SCREEN);
  return JSON.parse(String(rows[0]?.[0]));
}

/** Who looks at a screen, and when. */
export interface Viewer {
  readonly now: EpochMs;
  readonly rng: Rng;
  /** Null where the café's own heartbeat is not known. */
  readonly aliveSpans: readonly AliveSpan[] | null;
}

/** Turns a step into words; null when there is nothing that it could be about. */
export async function say(step: Step, screen: Client, viewer: Viewer): Promise<Said | null> {
  const { now, rng } = viewer;
  const see = await onScreen(screen);
  const [a, b, c, d] = step.picks;
  const one = <Id extends string = string>(list: readonly string[], pick: number) =>
    (list[pick % list.length] ?? "") as Id;
  // Mostly about what is open, sometimes about what is not any more.
  const sessionId = one<never>(a % 8 === 0 || see.open.length === 0 ? see.sessions : see.open, a >> 3);
  const at = instantOf(d, now);
  const chosen = rng.chance(0.8) ? uuidV7(now, rng.bytes(10)) : undefined;
  const id = chosen === undefined ? {} : { id: chosen };
  const when = at === null ? {} : { at };
  const said = <W extends Readonly<Record<string, unknown>>>(
    useCase: (words: W, ctx: Context) => ReturnType<Said["run"]>,
    words: W,
  ): Said => ({ verb: step.verb, words, run: (ctx) => useCase(words, ctx) });
  const mode = b % 2 === 0 ? ("single" as const) : ("multi" as const);
  const method = "cash" as const;
  switch (step.verb) {
    case "start": {
      const limits = {
        ...(c % 5 === 0 && { timerMinutes: 1 + (c % 90) }),
        ...(c % 7 === 0 && { notes: "Ali" }),
      };
      const costLimit = c % 6 === 0 ? { costLimit: piasters(100 + (c % 4_000)) } : {};
      const stationId = one<never>(see.stations, a);
      return said(startSession, { ...id, ...when, stationId, mode, ...limits, ...costLimit } as never);
    }
    case "pause":
      return said(pauseSession, { ...id, ...when, sessionId });
    case "resume":
      return said(resumeSession, { ...id, ...when, sessionId });
    case "mode":
      return said(changeMode, { ...id, ...when, sessionId, mode });
    case "move":
      return said(moveSession, { ...id, ...when, sessionId, stationId: one<never>(see.stations, b) });
    case "order": {
      const order = { menuItemId: one<never>(see.menu, b), quantity: 1 + (c % 4) };
      return said(addOrder, { ...id, ...when, sessionId, ...order });
    }
    case "void order":
      return said(voidOrder, { ...id, ...when, targetId: one(see.orders, b), reason: `r${c % 10}` });
    case "charge":
      return said(addCharge, {
        ...id,
        ...when,
        sessionId,
        amount: piasters(1 + (b % 3_000)),
        reason: "ball",
      });
    case "void charge":
      return said(voidCharge, { ...id, ...when, targetId: one(see.charges, b) });
    case "transfer": {
      const toSessionId = one<never>(c % 9 === 0 ? see.sessions : see.open, b);
      return said(transferSession, { ...id, ...when, sessionId, toSessionId, includeOrders: c % 3 > 0 });
    }
    case "end": {
      const discount = b % 4 === 0 ? { discount: piasters(b % 700), discountReason: "friend" } : {};
      const payment = c % 3 === 0 ? { payment: { amount: piasters(500), method } } : {};
      return said(endSession, { ...id, ...when, sessionId, ...discount, ...payment } as never);
    }
    case "pay": {
      const closingId = one<never>(see.closings, a);
      const whole = see.payables[closingId] ?? 0;
      const amount = piasters(c % 2 === 0 ? whole : 500);
      return said(addPayment, { ...id, ...when, closingId, amount, method });
    }
    case "reopen":
      return said(reopenSession, { ...id, ...when, closingId: one<never>(see.closings, a), reason: "again" });
    case "edit start":
      return said(editSession, { sessionId, startedAt: epochMs(now - (b % 60) * MINUTE - (c % MINUTE)) });
    case "edit limits": {
      const timer = { timerMinutes: c % 3 === 0 ? null : 1 + (c % 120) };
      const cost = { costLimit: c % 4 === 0 ? null : piasters(50 + (b % 5_000)) };
      return said(editSession, { sessionId, ...when, ...(b % 3 > 0 && timer), ...(b % 3 < 2 && cost) });
    }
    case "edit notes":
      return said(editSession, { sessionId, notes: `note ${c % 100}` });
    case "freeze":
      return said(freezeAll, { ...id, at: epochMs(now - (b % (20 * MINUTE))) });
    case "resume all":
      return said(resumeAll, {
        ...id,
        ...when,
        ...(b % 2 === 0 && { freezeBatchId: one<never>(see.batches, a) }),
      });
    case "undo outage":
      return said(undoOutage, { ...id, ...when, batchId: one<never>(see.batches, a) });
    case "edit station": {
      const rates = { hourlyRate: ratePerHour(500 + (b % 4_000)), outOfOrder: c % 5 === 0 };
      const multi = { hourlyRateMulti: c % 4 === 0 ? null : ratePerHour(700 + (c % 5_000)) };
      return said(updateStation, { id: one<never>(see.stations, a), ...rates, ...multi });
    }
    case "add station":
      return said(createStation, {
        ...id,
        name: "New",
        nameAr: "جديد",
        hourlyRate: ratePerHour(1_500 + (b % 99)),
      });
    case "delete station":
      return said(deleteStation, { id: one<never>(see.stations, a) });
    case "edit menu":
      return said(updateMenuItem, { id: one<never>(see.menu, a), price: piasters(b % 4_000) });
    case "sell voucher":
      return said(sellVoucher, { ...id, ...when, code: `CODE${b % 6}` });
    case "settings":
      return said(updateSettings, settingOf(b, c));
    case "resolve": {
      const decision = await decisionOf(step, screen, viewer);
      if (decision === null) return null;
      const { kind, ...words } = decision;
      return { ...said(resolveReview, { ...id, ...when, ...words }), verb: `resolve ${kind}` };
    }
    default:
      return null;
  }
}

/** When the button was pressed, by the clock of whoever pressed it; null = it is not said. */
function instantOf(pick: number, now: EpochMs): EpochMs | null {
  const kind = pick % 10;
  if (kind < 4) return null;
  if (kind < 7) return now;
  return epochMs(now - (pick % (10 * MINUTE)));
}

function settingOf(which: number, value: number) {
  switch (which % 5) {
    case 0:
      return { billingIncrementSeconds: [1, 60, 300, 900][value % 4] ?? 60 };
    case 1:
      return { minimumCharge: piasters((value % 3) * 500) };
    case 2:
      return { roundTo: piasters([1, 25, 500][value % 3] ?? 500) };
    default:
      return { limitAction: value % 3 === 0 ? ("alert" as const) : ("pause" as const) };
  }
}
