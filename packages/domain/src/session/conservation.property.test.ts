import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClosingId, MenuItemId, SessionId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { aPolicy, aSession, aStation, at, countingIds, stamp } from "../testing/a-session.ts";
import { currentBill } from "./bill.ts";
import { effectiveClosing } from "./closing.ts";
import type { DecisionContext } from "./context.ts";
import { decideCharge } from "./decide-charge.ts";
import { decideEnd } from "./decide-end.ts";
import { decideFreeze } from "./decide-freeze.ts";
import { decideMode } from "./decide-mode.ts";
import { decideOrder } from "./decide-order.ts";
import { decidePause } from "./decide-pause.ts";
import { decideReopen } from "./decide-reopen.ts";
import { decideResume } from "./decide-resume.ts";
import { decideReview } from "./decide-review.ts";
import { decideTransfer } from "./decide-transfer.ts";
import { decideVoid } from "./decide-void.ts";
import type { ClosingRow, SessionFacts, TransferRow, VoidRow } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import { lateItems, type Review, reviewsOf } from "./reviews.ts";

const NAMES = ["s0", "s1", "s2", "s3"] as const;
const STEPS = [
  "order",
  "charge",
  "pause",
  "resume",
  "mode",
  "end",
  "transfer",
  "void",
  "reopen",
  "freeze",
  "review",
] as const;

interface Step {
  readonly kind: (typeof STEPS)[number] | "meet";
  /** 0 the desktop, 1 the phone: each decides on what it has seen. */
  readonly writer: 0 | 1;
  readonly subject: number;
  readonly other: number;
  readonly amount: number;
  readonly flag: boolean;
}

/** Rows as one writer knows them. */
type Rows = Map<string, { table: keyof SessionFacts; row: { id: string } & Record<string, unknown> }>;

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...STEPS, "order" as const, "end" as const, "transfer" as const, "meet" as const),
  writer: fc.constantFrom(0 as const, 1 as const),
  subject: fc.nat(3),
  other: fc.nat(3),
  amount: fc.integer({ min: 1, max: 20_000 }),
  flag: fc.boolean(),
});

const policies: fc.Arbitrary<BillingPolicy> = fc.record({
  billingIncrementSeconds: fc.constantFrom(1, 60, 600),
  minimumCharge: fc.constantFrom(0, 1_000).map(piasters),
  roundTo: fc.constantFrom(1, 500).map(piasters),
  limitAction: fc.constant("alert" as const),
});

class World {
  readonly writers: readonly [Rows, Rows] = [new Map(), new Map()];
  private stamps = 0;
  private readonly ids = countingIds("019abcde-0000-7000-8000-");
  private readonly policy: BillingPolicy;

  constructor(policy: BillingPolicy) {
    this.policy = policy;
  }

  facts(rows: Rows, name: string): SessionFacts {
    const session = aSession([["single", 2_345, 0]], { register: { id: name as SessionId } });
    const of = <Row>(table: keyof SessionFacts, mine: (row: Record<string, unknown>) => boolean) =>
      [...rows.values()]
        .filter((one) => one.table === table && mine(one.row))
        .map((one) => one.row as unknown as Row);
    const own = (row: Record<string, unknown>) => row.sessionId === name;
    const first = session.segments[0];
    return {
      ...session,
      segments: [
        ...(first ? [{ ...first, id: `0000${name}` as typeof first.id }] : []),
        ...of<typeof first & {}>("segments", own),
      ],
      orders: of("orders", own),
      charges: of("charges", own),
      closings: of("closings", own),
      transfersIn: of<TransferRow>("transfersIn", (row) => row.toSessionId === name),
      transfersOut: of<TransferRow>("transfersIn", (row) => row.fromSessionId === name),
      voids: of<VoidRow>("voids", () => true),
    };
  }

  reviews(rows: Rows): readonly Review[] {
    const sessions = NAMES.map((name) => this.facts(rows, name));
    return reviewsOf({ sessions, sales: [], freezes: [], alive: [] });
  }

  /** The owner decides one review on what one writer has seen. False when the decision is refused. */
  decide(rows: Rows, review: Review, one: Pick<Step, "flag" | "other">, minute: number): boolean {
    const context: DecisionContext = { now: at(minute), policy: this.policy, ids: this.ids };
    const all = NAMES.map((name) => this.facts(rows, name));
    const about =
      review.kind === "two-open" ? review.sessionIds : "sessionId" in review ? [review.sessionId] : [];
    const versions =
      review.kind === "two-closings"
        ? review.closings.map((row) => row.id)
        : review.kind === "late-items"
          ? [review.closing.id, review.sessionId]
          : about;
    const keep = versions[one.other % versions.length] ?? "";
    const decided = decideReview(
      review,
      all.filter((facts) => about.includes(facts.session.id)),
      { choice: one.flag ? { keep } : { writeOff: "x" }, at: at(minute), by: null },
      context,
    );
    if (!decided.ok) return false;
    for (const made of decided.value.sessions) {
      const { closing, charge, transfers = [], segments = [], voids = [] } = made;
      this.stamps += 1;
      if (closing) this.put(rows, "closings", [{ ...closing, updatedAt: stamp(this.stamps) }]);
      if (charge) this.put(rows, "charges", [charge]);
      this.put(rows, "transfersIn", transfers);
      this.put(rows, "segments", segments);
      this.put(rows, "voids", voids);
    }
    return true;
  }

  private put(rows: Rows, table: keyof SessionFacts, added: readonly object[]): void {
    for (const row of added as { id: string }[]) rows.set(`${table}:${row.id}`, { table, row: { ...row } });
  }

  run(one: Step, minute: number): void {
    const rows = this.writers[one.writer];
    const facts = this.facts(rows, NAMES[one.subject] ?? "s0");
    const context: DecisionContext = { now: at(minute), policy: this.policy, ids: this.ids };
    const now = { at: at(minute), by: null, reason: "x", receiptNo: "A-1" };
    const close = (closing: Omit<ClosingRow, "updatedAt">) => {
      this.stamps += 1;
      this.put(rows, "closings", [{ ...closing, updatedAt: stamp(this.stamps) }]);
    };
    const change = (result: ReturnType<typeof decidePause>) => {
      if (result.ok) this.put(rows, "segments", result.value.segments);
    };
    switch (one.kind) {
      case "meet": {
        for (const [key, row] of this.writers[0]) this.writers[1].set(key, row);
        for (const [key, row] of this.writers[1]) this.writers[0].set(key, row);
        return;
      }
      case "order": {
        const item = { id: "tea" as MenuItemId, name: "Tea", nameAr: "شاي", price: piasters(one.amount) };
        const order = decideOrder(facts, item, { ...now, quantity: 1 + one.other }, context);
        if (order.ok) this.put(rows, "orders", [order.value]);
        return;
      }
      case "charge": {
        const charge = decideCharge(facts, { ...now, amount: piasters(one.amount) }, context);
        if (charge.ok) this.put(rows, "charges", [charge.value]);
        return;
      }
      case "pause":
        change(decidePause(facts, now, context));
        return;
      case "resume":
        change(decideResume(facts, null, now, context));
        return;
      case "mode":
        change(
          decideMode(facts, aStation("station-1"), { ...now, mode: one.flag ? "multi" : "single" }, context),
        );
        return;
      case "freeze": {
        const all = NAMES.map((name) => this.facts(rows, name));
        const batch = decideFreeze(
          all,
          { batchId: this.ids.next() as never, at: at(minute - one.other) },
          context,
        );
        if (batch.ok) this.put(rows, "segments", batch.value.segments);
        return;
      }
      case "end": {
        const discount = piasters(
          one.flag ? Math.min(one.amount, currentBill(facts, this.policy, at(minute)).subtotal) : 0,
        );
        if (discount < 0) return;
        const end = decideEnd(facts, { ...now, discount, discountReason: "x" }, context);
        if (end.ok) close(end.value.closing);
        return;
      }
      case "transfer": {
        const target = this.facts(rows, NAMES[one.other] ?? "s0");
        const moved = decideTransfer(facts, target, { ...now, includeOrders: one.flag }, context);
        if (!moved.ok) return;
        close(moved.value.closing);
        this.put(rows, "transfersIn", [moved.value.transfer]);
        return;
      }
      case "review": {
        const open = this.reviews(rows);
        const review = open[one.subject % Math.max(open.length, 1)];
        if (review) this.decide(rows, review, one, minute);
        return;
      }
      case "void": {
        const row = one.flag ? facts.orders[0] : facts.charges[0];
        const target = one.flag ? "order" : "charge";
        const voided = decideVoid(facts, { ...now, target, id: row?.id ?? "" }, context);
        if (voided.ok) this.put(rows, "voids", [voided.value]);
        return;
      }
      case "reopen": {
        const closing = facts.closings[one.other % Math.max(facts.closings.length, 1)];
        const opened = decideReopen(
          facts,
          false,
          { ...now, closingId: (closing?.id ?? "") as ClosingId },
          context,
        );
        if (!opened.ok) return;
        // one of its two voids may come alone: voiding either voids both
        this.put(rows, "voids", one.flag ? opened.value.voids : opened.value.voids.slice(-1));
        this.put(rows, "segments", opened.value.segments);
      }
    }
  }
}

test("given random commands of two writers who meet now and then, when all rows are together, then money is conserved", () => {
  const seen = { twoClosings: 0, late: 0, transfers: 0, reopened: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), policies, (steps, policy) => {
      const world = new World(policy);
      for (const [i, one] of steps.entries()) world.run(one, 5 + i * 1.3);
      world.run({ kind: "meet", writer: 0, subject: 0, other: 0, amount: 1, flag: false }, 0);
      const now = at(200);
      let [made, booked] = [0, 0];
      for (const name of NAMES) {
        const facts = world.facts(world.writers[0], name);
        const voided = new Set(facts.voids.map((row) => row.id));
        const bill = currentBill(facts, policy, now);
        made += bill.time;
        for (const row of facts.orders) if (!voided.has(row.id)) made += row.unitPrice * row.quantity;
        for (const row of facts.charges) if (!voided.has(row.id)) made += row.amount;
        const closing = effectiveClosing(facts);
        const late = lateItems(facts);
        if (closing)
          booked += closing.payable - closing.rounding + closing.discount + (late?.difference.subtotal ?? 0);
        else booked += bill.subtotal;
        seen.twoClosings += facts.closings.length > 1 ? 1 : 0;
        seen.late += late ? 1 : 0;
        seen.transfers += facts.transfersIn.length;
        seen.reopened += closing === null && facts.closings.length > 0 ? 1 : 0;
      }
      expect(booked).toBe(made);
    }),
    { numRuns: 300 },
  );
  // the generator must reach what it is here for
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
});

test("given any mess that two writers made, when the owner decides every review, then none is left and money is conserved", () => {
  const seen = { decided: 0, twoOpen: 0 };
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 60 }),
      policies,
      fc.array(fc.record({ flag: fc.boolean(), other: fc.nat(3) }), { minLength: 20, maxLength: 20 }),
      (steps, policy, choices) => {
        const world = new World(policy);
        for (const [i, one] of steps.entries()) world.run(one, 5 + i * 1.3);
        world.run({ kind: "meet", writer: 0, subject: 0, other: 0, amount: 1, flag: false }, 0);
        const [rows] = world.writers;
        for (const choice of choices) {
          const [review] = world.reviews(rows);
          if (!review) break;
          expect(world.decide(rows, review, choice, 150)).toBe(true);
          seen.decided += 1;
          seen.twoOpen += review.kind === "two-open" ? 1 : 0;
        }
        expect(world.reviews(rows)).toEqual([]);
        let [made, booked] = [0, 0];
        for (const name of NAMES) {
          const facts = world.facts(rows, name);
          const voided = new Set(facts.voids.map((row) => row.id));
          const bill = currentBill(facts, policy, at(200));
          made += bill.time;
          for (const row of facts.orders) if (!voided.has(row.id)) made += row.unitPrice * row.quantity;
          for (const row of facts.charges) if (!voided.has(row.id)) made += row.amount;
          const closing = effectiveClosing(facts);
          booked += closing ? closing.payable - closing.rounding + closing.discount : bill.subtotal;
        }
        expect(booked).toBe(made);
      },
    ),
    { numRuns: 300 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
});

test("given one writer alone, when nothing came late, then no closing differs from its bill", () => {
  const alone = step
    .map((one) => ({ ...one, writer: 0 as const }))
    .filter((one) => one.kind !== "reopen" && one.kind !== "review");
  fc.assert(
    fc.property(fc.array(alone, { minLength: 10, maxLength: 40 }), (steps) => {
      const world = new World(aPolicy());
      for (const [i, one] of steps.entries()) world.run(one, 5 + i);
      for (const name of NAMES) expect(lateItems(world.facts(world.writers[0], name))).toBeNull();
    }),
    { numRuns: 100 },
  );
});
