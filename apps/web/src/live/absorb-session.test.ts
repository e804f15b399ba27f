import type { Closing, Payment, Session } from "@mikro-dash/api-contract/schemas/session";
import { expect, test } from "vitest";
import { aBoard, aSession, aStation } from "../testing/a-board.ts";
import { absorbSession } from "./absorb-session.ts";

const at = (stationId: string) => ({ stationId: stationId as Session["stationId"] });

test("given a session that moved, when its answer comes, then it left the old station for the new one", () => {
  const before = aSession("a", [["single", 5]], at("s1"));
  const board = absorbSession(
    aBoard(aStation("s1", { session: before }), aStation("s2")),
    aSession("a", [["single", 5]], at("s2")),
  );
  expect(board.stations.map((station) => station.session?.id)).toEqual([undefined, "a"]);
});

test("given a session that ended, when its answer comes, then the station is free and shows what was paid", () => {
  const open = aSession("a", [["single", 60]], at("s1"));
  const closing = { id: "c", payable: 2000 } as unknown as Closing;
  const payments = [
    { amount: 1500, voided: false },
    { amount: 500, voided: true },
  ] as unknown as readonly Payment[];
  const ended: Session = { ...open, status: "ended", closing, payments };
  const [station] = absorbSession(aBoard(aStation("s1", { session: open })), ended).stations;
  expect(station?.session).toBeNull();
  expect(station?.lastClosing).toMatchObject({ id: "c", sessionId: "a", payable: 2000, paid: 1500 });
});

test("given a payment for the last bill, when its answer comes, then the bill is paid", () => {
  const lastClosing = { id: "c", sessionId: "a", payable: 2000, paid: 0 } as never;
  const closing = { id: "c", payable: 2000 } as unknown as Closing;
  const payments = [{ amount: 2000, voided: false }] as unknown as readonly Payment[];
  const ended = {
    ...aSession("a", [["single", 60]], at("s1")),
    status: "ended",
    closing,
    payments,
  } as Session;
  const [station] = absorbSession(aBoard(aStation("s1", { lastClosing })), ended).stations;
  expect(station?.lastClosing).toMatchObject({ paid: 2000 });
});

const closedSession = (paid: number) =>
  ({
    ...aSession("a", [["single", 60]], at("s1")),
    status: "ended",
    closing: { id: "c", stationId: "s1", payable: 2000 },
    payments: paid === 0 ? [] : [{ amount: paid, voided: false }],
  }) as unknown as Session;

test("given a session that ended on the tab, when its answer comes, then its bill is owed until all of it is paid", () => {
  const before = aBoard(aStation("s1", { session: aSession("a", [["single", 60]], at("s1")) }));
  const owing = absorbSession(before, closedSession(0));
  expect(owing.unpaid).toMatchObject([{ id: "c", sessionId: "a", paid: 0, station: { name: "s1" } }]);
  const partly = absorbSession(owing, closedSession(500));
  expect(partly.unpaid).toMatchObject([{ id: "c", paid: 500, station: { name: "s1" } }]);
  expect(absorbSession(partly, closedSession(2000)).unpaid).toEqual([]);
});

test("given a bill that is owed, when its session is reopened, then it is on the list no more", () => {
  const owing = absorbSession(aBoard(aStation("s1")), closedSession(0));
  expect(owing.unpaid).toHaveLength(1);
  expect(absorbSession(owing, aSession("a", [["single", 60]], at("s1"))).unpaid).toEqual([]);
});
