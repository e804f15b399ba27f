import type { Client } from "@mikro-dash/api-contract/client";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { expect } from "vitest";
import { evening } from "./evening.ts";

export const sessionsOf = async (api: Client) => (await api.call("listSessions", { query: {} })).items;
type Sessions = Awaited<ReturnType<typeof sessionsOf>>;

export const everythingIsSent = (desktop: Client) =>
  waitFor("everything to be sent", async () => (await desktop.call("getStatus", {})).pending === 0);

/** After the evening: both bills to the piaster, paid, without a contradiction, and the same on either host. */
export async function theBooksAreRight(desktop: Client, phone: Client): Promise<void> {
  await everythingIsSent(desktop);
  const all = await sessionsOf(desktop);
  expect(all).toHaveLength(2);
  for (const [name, expected] of Object.entries({ A: evening.A, B: evening.B })) {
    const { work: _, ...numbers } = expected;
    const session = all.find((one) => one.closing?.time === expected.time);
    expect(session, `session ${name}`).toMatchObject({
      status: "ended",
      reviews: [],
      closing: numbers,
      bill: numbers,
      payments: [{ amount: expected.payable, method: "cash", voided: false }],
    });
  }
  expect((await desktop.call("listReviews", {})).items).toEqual([]);
  expect((await desktop.call("getBoard", {})).unpaid).toEqual([]);
  expect(comparable(await sessionsOf(phone))).toEqual(comparable(all));
  const cash = all.flatMap((one) => one.payments).reduce((sum, payment) => sum + payment.amount, 0);
  expect(cash + evening.voucherSale).toBe(evening.cashTaken.total);
}

const comparable = (list: Sessions) =>
  list.map(({ serverTime: _, synced: __, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));
