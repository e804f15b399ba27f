import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkingDatabase } from "../database/working-database.ts";
import { type FreezeProposal, freezeProposal } from "./freeze-proposal.ts";

const CUT = epochMs(Date.UTC(2026, 10, 22, 20));
const MINUTE = 60_000;
let dir: string;
let local: Client;
let n = 0;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-freeze-"));
  local = await openWorkingDatabase(dir);
});
afterEach(async () => {
  local.close();
  await rm(dir, { recursive: true, force: true });
});

const stamp = () => `2026-11-22T21:00:00.000Z-${String(++n).padStart(4, "0")}-desktop1`;
const session = (id: string, startedAt: number) =>
  local.batch([
    {
      sql: "INSERT INTO ps_sessions (id, updated_at, station_id, started_at) VALUES (?, ?, ?, ?)",
      args: [id, stamp(), `at ${id}`, startedAt],
    },
    segment(id, "single", startedAt, null),
  ]);
const segment = (sessionId: string, kind: string, startedAt: number, batch: string | null) => ({
  sql:
    "INSERT INTO ps_session_segments (id, updated_at, session_id, station_id, kind, hourly_rate, started_at, batch_id) " +
    "VALUES (?, ?, ?, 'station', ?, 1000, ?, ?)",
  args: [`segment ${++n}`, stamp(), sessionId, kind, startedAt, batch],
});
const voided = (sessionId: string) =>
  local.execute({
    sql:
      "INSERT INTO voids (id, updated_at, target_table, session_id, at, by) " +
      "SELECT id, ?, 'ps_session_segments', session_id, ?, 'owner' FROM ps_session_segments WHERE batch_id IS NOT NULL AND session_id = ?",
    args: [stamp(), CUT, sessionId],
  });

async function boot(after: number, life: { lastSeenAt?: typeof CUT | null; stoppedCleanly?: boolean } = {}) {
  const lastLife = { lastSeenAt: CUT, stoppedCleanly: false, ...life };
  const proposal: FreezeProposal = freezeProposal(local, lastLife, () => CUT + after);
  await proposal.refresh(); // rows change before the first pull is through
  expect(proposal.current).toBeNull();
  await proposal.begin();
  return proposal;
}

test("given a session that ran into a gap of a minute, when the first pull is through, then the freeze is proposed at the gap's start", async () => {
  await session("s", CUT - MINUTE);
  expect((await boot(MINUTE)).current).toEqual({ at: CUT });
});

test("given a gap that is shorter, a clean stop, a new shop or a clock before the gap, then nothing is proposed", async () => {
  await session("s", CUT - MINUTE);
  expect((await boot(MINUTE - 1)).current).toBeNull();
  expect((await boot(MINUTE, { stoppedCleanly: true })).current).toBeNull();
  expect((await boot(MINUTE, { lastSeenAt: null })).current).toBeNull();
  expect((await boot(-MINUTE)).current).toBeNull();
});

test("given the instant of the cut, when a session began at it or after, then at it is proposed, after is not", async () => {
  await session("after", CUT + 1);
  expect((await boot(MINUTE)).current).toBeNull();
  await session("at", CUT);
  expect((await boot(MINUTE)).current).toEqual({ at: CUT });
});

test("given a phone that has frozen already, then nothing is proposed", async () => {
  await session("s", CUT - MINUTE);
  await local.execute(segment("s", "paused", CUT, "batch"));
  expect((await boot(MINUTE)).current).toBeNull();
});

test("given a proposal, when it is accepted and undone, then it is not made again, in no later life", async () => {
  await session("s", CUT - MINUTE);
  const proposal = await boot(MINUTE);
  await local.execute(segment("s", "paused", CUT, "batch"));
  await proposal.refresh();
  expect(proposal.current).toBeNull();
  await voided("s");
  await proposal.refresh();
  expect(proposal.current).toBeNull();
  expect((await boot(MINUTE, { stoppedCleanly: true })).current).toBeNull();
});

test("given a proposal, when it is dismissed, then it is not made again, whatever changes, in no later life", async () => {
  await session("s", CUT - MINUTE);
  const proposal = await boot(MINUTE);
  await proposal.dismiss();
  expect(proposal.current).toBeNull();
  await proposal.refresh();
  expect(proposal.current).toBeNull();
  expect((await boot(MINUTE, { stoppedCleanly: true })).current).toBeNull();
});

test("given a proposal that nobody answered, when the lights go out again, then it is still the first instant", async () => {
  await session("s", CUT - MINUTE);
  await boot(40 * MINUTE);
  const again = await boot(90 * MINUTE, { lastSeenAt: epochMs(CUT + 41 * MINUTE) });
  expect(again.current).toEqual({ at: CUT });
  const clean = await boot(95 * MINUTE, { lastSeenAt: epochMs(CUT + 91 * MINUTE), stoppedCleanly: true });
  expect(clean.current).toEqual({ at: CUT });
});
