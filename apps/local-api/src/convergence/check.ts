import type { Client } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "@mikro-dash/use-cases/context";
import { listReviews } from "@mikro-dash/use-cases/reviews/list-reviews";
import { type PresentedSession, presentOne } from "@mikro-dash/use-cases/sessions/present-session";
import { assembleSessions, sessionQuery } from "@mikro-dash/use-cases/sessions/session-rows";
import { createStore } from "@mikro-dash/use-cases/store/store";
import { policyOf, settingRows } from "@mikro-dash/use-cases/system/shop-settings";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql/node";
import type { AliveSpans } from "../heartbeat/alive-spans.ts";
import { hold } from "./failure.ts";
import { billOf, type ModelBill } from "./model/bill.ts";
import { openSessions, reviewsOf } from "./model/reviews.ts";
import type { ModelRow, ModelRows } from "./model/rows.ts";

/** What is compared: two databases, and what they should hold. */
export interface Healed {
  readonly model: ModelRows;
  readonly local: Client;
  readonly primary: Client;
  readonly now: EpochMs;
  /** The desktop's own heartbeat; without it freezes are not doubted. */
  readonly alive?: AliveSpans;
  readonly wasRestored: boolean;
}

/** After healing: everybody holds what the model holds, and says of it what the model says. Throws `Broken`. */
export async function checkConverged(healed: Healed): Promise<void> {
  const { model, local, primary, now, wasRestored } = healed;
  const { problems } = model;
  hold(problems.length === 0, "every row is written once", () => problems.join("; "));
  await nothingIsBuried(local);
  const hosts = [
    ["desktop", local, await allRows(local)],
    ["primary", primary, await allRows(primary)],
  ] as const;
  for (const [host, , rows] of hosts) sameRows(host, rows, model);
  acceptedInOrder(hosts[0][2], hosts[1][2]);
  // A primary that was restored has forgotten which numbers it gave.
  if (!wasRestored) receiptsAreUnique(model);
  for (const [host, client] of hosts) {
    await derivedRows(host, client, model);
    const sessions = await presented(client, now);
    sameBills(host, sessions, model, now);
    const alive = host === "desktop" ? healed.alive : undefined;
    const reviews = await reviewsAt(client, now, alive);
    const expected = comparable(reviewsOf(model, now, alive ? model.heartbeats : null), model);
    const said = comparable(reviews.said, model);
    hold(said === expected, "the same reviews", () => `${host} says\n${said}\nthe model says\n${expected}`);
    if (model.torn.size === 0) moneyIsConserved(host, sessions, reviews.late, model, now);
  }
}

/** Where rows were lost, closings may have been made with them, and nobody came late. */
function comparable(reviews: readonly string[], { torn }: ModelRows): string {
  const isTorn = (review: string) => review.startsWith("late-items") && torn.has(review.split(":")[1] ?? "");
  return reviews.filter((review) => !isTorn(review)).join("\n");
}

async function nothingIsBuried(local: Client): Promise<void> {
  const { rows } = await local.execute("SELECT id, reason FROM sync_rejects");
  hold(rows.length === 0, "no dead letters", () => JSON.stringify(rows));
}

type Rows = ReadonlyMap<string, readonly ModelRow[]>;

export async function allRows(client: Client): Promise<Rows> {
  const results = await client.batch(
    SYNCED_TABLES.map(({ name }) => `SELECT * FROM ${name} ORDER BY id`),
    "read",
  );
  return new Map(
    SYNCED_TABLES.map(({ name }, i) => [name, (results[i]?.rows ?? []).map((row) => ({ ...row }) as never)]),
  );
}

/** `synced_at` is when the primary accepted a row; local.db may know a later instant. */
const content = ({ synced_at: _, ...row }: ModelRow) =>
  JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function sameRows(host: string, rows: Rows, model: ModelRows): void {
  for (const { name } of SYNCED_TABLES) {
    const mine = new Map((rows.get(name) ?? []).map((row) => [row.id, content(row)]));
    const theirs = new Map(model.of(name).map((row) => [row.id, content(row)]));
    for (const id of new Set([...mine.keys(), ...theirs.keys()])) {
      hold(mine.get(id) === theirs.get(id), "the same rows", () => {
        return `${name} ${id}\n  ${host}: ${mine.get(id)}\n  model:   ${theirs.get(id)}`;
      });
    }
  }
}

/** What a restored primary has lost is found by `synced_at`: local.db must not think that a row was accepted earlier. */
function acceptedInOrder(local: Rows, primary: Rows): void {
  for (const { name } of SYNCED_TABLES) {
    const accepted = new Map((primary.get(name) ?? []).map((row) => [row.id, String(row.synced_at)]));
    for (const row of local.get(name) ?? []) {
      const there = accepted.get(row.id ?? "") ?? "";
      hold(row.synced_at !== null && String(row.synced_at) >= there, "accepted when", () => {
        return `${name} ${row.id}: ${row.synced_at} here, ${there} there`;
      });
    }
  }
}

function receiptsAreUnique(model: ModelRows): void {
  const numbers = model.of("ps_session_closings").map((row) => row.receipt_no);
  hold(new Set(numbers).size === numbers.length, "receipts are unique", () => numbers.join(" "));
}

async function derivedRows(host: string, client: Client, model: ModelRows): Promise<void> {
  const [open, twice] = await client.batch(
    [
      "SELECT session_id || ' ' || station_id FROM open_sessions ORDER BY 1",
      "SELECT code FROM sold_twice ORDER BY 1",
    ],
    "read",
  );
  const text = (rows: readonly ArrayLike<unknown>[] | undefined) =>
    (rows ?? []).map((row) => row[0]).join("\n");
  const expectedOpen = [...openSessions(model)].map((one) => one.join(" ")).sort();
  hold(text(open?.rows) === expectedOpen.join("\n"), "derived rows", () => {
    return `open_sessions at the ${host}:\n${text(open?.rows)}\nthe model says\n${expectedOpen.join("\n")}`;
  });
  const sold = Map.groupBy(model.of("voucher_sales"), (sale) => String(sale.code));
  const codes = [...sold].filter(([, sales]) => sales.length > 1).map(([code]) => code);
  hold(text(twice?.rows) === codes.sort().join("\n"), "derived rows", () => `sold_twice at the ${host}`);
}

async function presented(client: Client, now: EpochMs): Promise<readonly PresentedSession[]> {
  const store = createStore({ db: drizzle({ client }), kind: "local" });
  const every = sessionQuery(store.db, sql`(SELECT id FROM ps_sessions)`);
  const [settings, rows] = await store.read([settingRows(store.db), every]);
  return assembleSessions(rows).map((one) => presentOne(one, policyOf(settings), now));
}

const COMPONENTS = [
  ...(["playedMs", "time", "orders", "charges", "transfersIn", "transfersOut"] as const),
  ...(["subtotal", "discount", "payable"] as const),
];
const figures = (bill: ModelBill) => COMPONENTS.map((name) => `${name} ${bill[name]}`).join(", ");

function sameBills(host: string, sessions: readonly PresentedSession[], model: ModelRows, now: number): void {
  const expected = new Map(model.of("ps_sessions").map((row) => [String(row.id), billOf(model, row, now)]));
  hold(
    sessions.length === expected.size,
    "the same bills",
    () => `${host} shows ${sessions.length} sessions`,
  );
  for (const { id, bill } of sessions) {
    const model = expected.get(id);
    hold(model !== undefined && figures(bill) === figures(model), "the same bills", () => {
      return `session ${id}\n  ${host}: ${figures(bill)}\n  model:   ${model && figures(model)}`;
    });
    const lines = bill.lines.reduce((sum, line) => sum + line.amount, 0);
    hold(lines === bill.payable, "lines add up", () => `session ${id}: ${lines} is not ${bill.payable}`);
  }
}

async function reviewsAt(client: Client, now: number, alive: AliveSpans | undefined) {
  const store = createStore({ db: drizzle({ client }), kind: "local" });
  const ids = { next: () => "asked" };
  const cafe = alive && { aliveSpans: () => alive.spans };
  const answer = await listReviews({}, {
    store,
    ids,
    clock: { now: () => epochMs(now) },
    ...cafe,
  } as Context);
  const items = answer.ok ? answer.value.items : [];
  return {
    said: items.map((review) => `${review.id} ${review.difference}`).sort(),
    late: new Set(items.filter(({ kind }) => kind === "late-items").flatMap((review) => review.sessionIds)),
  };
}

/** The line "Conservation" of docs/billing.md: what was consumed, by the model, is what was booked, by the host. */
function moneyIsConserved(
  host: string,
  sessions: readonly PresentedSession[],
  late: ReadonlySet<string>,
  model: ModelRows,
  now: number,
): void {
  let consumed = 0;
  for (const session of model.of("ps_sessions")) {
    const { time, orders, charges } = billOf(model, session, now);
    consumed += time + orders + charges;
  }
  let booked = 0;
  for (const { id, closing, bill } of sessions) {
    booked += closing === null ? bill.subtotal : closing.payable - closing.rounding + closing.discount;
    if (closing !== null && late.has(id)) booked += bill.subtotal - closing.subtotal;
  }
  hold(consumed === booked, "money is conserved", () => `${host}: ${consumed} consumed, ${booked} booked`);
}
