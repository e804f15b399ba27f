import { FREE_PLAN, syncedBytesOf } from "../month.ts";
import type { EventCost, EventCosts } from "./events.ts";
import type { LookCosts, PhoneLook } from "./phone-looks.ts";
import type { Steady } from "./steady.ts";

/** Cloudflare's free plan for Workers. */
export const FREE_REQUESTS_A_DAY = 100_000;

const DAY_MS = 86_400_000;

/** What is assumed of a month of WiFi; the active sessions are there around the clock, as the budget asks. */
export const WIFI_MONTH = {
  days: 30,
  /** Each of those who are active stays for so long, then somebody else comes. */
  stayHours: 1,
  newVouchersADay: 100,
  /** As many are removed; each new one is used by a phone that was never here. */
  phones: { count: 2, hoursADay: 2, wifiHoursADay: 0.5 },
  /** Requests an hour, as the page asks: the first three while it is open, the others on their own pages. */
  looksAnHour: { board: 1_200, status: 720, consoles: 360, vouchers: 360, wifi: 360 },
} as const;

export interface WifiUnits {
  /** The mirror with a database of its own, at its true pace. */
  readonly steady: Pick<Steady, "spent" | "sent">;
  readonly active: number;
  readonly events: EventCosts;
  readonly cafe: { readonly rowsWritten: number; readonly rowsRead: number; readonly windowMs: number };
  readonly phoneLooks: LookCosts;
}

export interface WifiLine extends EventCost {
  readonly what: string;
  /** Whose it is; what is the shop's is in its own month as well. */
  readonly of: "mirror" | "phones" | "shop";
}

export interface WifiMonth {
  readonly lines: readonly WifiLine[];
  /** Of the mirror alone, that to which the budget applies. */
  readonly mirror: EventCost;
  readonly total: EventCost;
  /** Of all that is not in the month of the shop already. */
  readonly besideShop: EventCost;
  /** A day. */
  readonly requests: number;
  readonly factors: { readonly rowsWritten: number; readonly rowsRead: number; readonly requests: number };
}

/** Puts a month together from what was measured; nothing in it is guessed but how often things happen. */
export function modelWifiMonth({ steady, active, events, cafe, phoneLooks }: WifiUnits): WifiMonth {
  const { days, stayHours, newVouchersADay } = WIFI_MONTH;
  const windows = (days * DAY_MS) / steady.spent.ms;
  const beats = ((steady.sent.heartbeats ?? 0) / 2) * windows;
  const logins = (days * active * 24) / stayHours;
  const vouchers = days * newVouchersADay;
  const heartbeats = times(events.heartbeat, beats);
  const line = (of: WifiLine["of"], what: string, cost: EventCost): WifiLine => ({ what, of, ...cost });
  const event = (what: string, n: number, cost: EventCost) =>
    line("mirror", `${thousands(n)} × ${what}`, times(cost, n));
  const counted = (table: string) => thousands((steady.sent[table] ?? 0) * windows);
  const lines = [
    event("heartbeat of mirror and router", beats, events.heartbeat),
    line(
      "mirror",
      `counters of who is online: ${counted("sessions_cache")} rows of sessions, ${counted("vouchers_cache")} of vouchers`,
      minus(times(steady.spent, windows), heartbeats),
    ),
    event("login", logins, events.login),
    event("logout", logins, events.logout),
    event("new voucher", vouchers, events.newVoucher),
    event("voucher removed", vouchers, events.removedVoucher),
    event("device never seen before", vouchers, events.newDevice),
    line("shop", "the café's heartbeat", times({ ...cafe, frames: 0 }, (days * DAY_MS) / cafe.windowMs)),
    // The board's are in the month of the shop, which has more on its board than a bench of WiFi.
    ...LOOKS.filter((look) => look !== "board").map((look) =>
      line("phones", `${thousands(looksADay(look) * days)} × ${WORDS[look]}`, {
        ...{ rowsWritten: 0, frames: 0 },
        rowsRead: phoneLooks[look] * looksADay(look) * days,
      }),
    ),
  ];
  const sum = (wanted: (one: WifiLine) => boolean) => lines.filter(wanted).reduce<EventCost>(added, NOTHING);
  const total = sum(() => true);
  const requests = LOOKS.reduce((all, look) => all + looksADay(look), 0);
  return {
    ...{ lines, total, requests },
    mirror: sum(({ of }) => of === "mirror"),
    besideShop: sum(({ of }) => of !== "shop"),
    factors: {
      rowsWritten: FREE_PLAN.rowsWritten / total.rowsWritten,
      rowsRead: FREE_PLAN.rowsRead / total.rowsRead,
      requests: FREE_REQUESTS_A_DAY / requests,
    },
  };
}

/** What a month at this pace costs: rows, and bytes that a replica of the main database is sent. */
export function steadyMonth({ spent }: Pick<Steady, "spent">): { rowsWritten: number; replicaBytes: number } {
  const windows = (WIFI_MONTH.days * DAY_MS) / spent.ms;
  const frames = spent.framesSent * windows;
  return { rowsWritten: spent.rowsWritten * windows, replicaBytes: syncedBytesOf({ frames }) };
}

const WORDS: Readonly<Record<PhoneLook, string>> = {
  board: "look of a phone at the board",
  status: "look of a phone at the status",
  consoles: "look at the consoles",
  vouchers: "look at a page of vouchers",
  wifi: "look at who is online",
};
const LOOKS = Object.keys(WORDS) as PhoneLook[];

function looksADay(look: PhoneLook): number {
  const { count, hoursADay, wifiHoursADay } = WIFI_MONTH.phones;
  const hours = look === "vouchers" || look === "wifi" ? wifiHoursADay : hoursADay;
  return count * hours * WIFI_MONTH.looksAnHour[look];
}

const NOTHING: EventCost = { rowsWritten: 0, rowsRead: 0, frames: 0 };
const thousands = (value: number) => Math.round(value).toLocaleString("en");

const times = (cost: EventCost, n: number): EventCost => ({
  rowsWritten: cost.rowsWritten * n,
  rowsRead: cost.rowsRead * n,
  frames: cost.frames * n,
});

const added = (a: EventCost, b: EventCost): EventCost => ({
  rowsWritten: a.rowsWritten + b.rowsWritten,
  rowsRead: a.rowsRead + b.rowsRead,
  frames: a.frames + b.frames,
});

const minus = (a: EventCost, b: EventCost): EventCost => added(a, times(b, -1));
