import { added, type CommandCosts } from "./rows/command-costs.ts";
import { type Cost, type IdleHour, times } from "./rows/traffic.ts";
import type { CommandKind } from "./subjects/evening-commands.ts";

/** Turso's free plan, a month. */
export const FREE_PLAN = {
  rowsWritten: 10_000_000,
  rowsRead: 500_000_000,
  syncedBytes: 3_000_000_000,
} as const;
/** A page of the database and the head of a frame: what a replica fetches, and what is billed as synced. */
const FRAME_BYTES = 4_096 + 24;
/** Two comparisons instead of one, and pages of ids; a night that was measured by accident was 2.9 of them. */
const NIGHT_IN_POWER_CUTS = 3;

/** What is assumed of a month. */
export const MONTH = {
  days: 30,
  busyEvenings: 22,
  /** Of a busy evening, and of the other days. */
  sessions: { busy: 60, idle: 5 },
  openHours: 8,
  powerCuts: 30,
  perSession: { start: 1, order: 3, pause: 1, resume: 1, charge: 0.5, end: 1 } satisfies Record<
    CommandKind,
    number
  >,
  phones: { count: 2, hoursADay: 2, looksAnHour: 1_200 },
} as const;

export interface MeasuredUnits {
  readonly commands: CommandCosts;
  readonly openHour: IdleHour;
  readonly closedHour: IdleHour;
  readonly powerCut: Cost;
  readonly powerCutMs: number;
  readonly phoneLook: Cost;
}

export interface MonthLine {
  readonly what: string;
  readonly cost: Cost;
}

export interface ModelledMonth {
  readonly lines: readonly MonthLine[];
  readonly total: Cost;
  readonly syncedBytes: number;
  readonly factors: { readonly rowsWritten: number; readonly rowsRead: number; readonly synced: number };
}

export function modelMonth(units: MeasuredUnits): ModelledMonth {
  const { days, busyEvenings, sessions, openHours, powerCuts, perSession, phones } = MONTH;
  const allSessions = busyEvenings * sessions.busy + (days - busyEvenings) * sessions.idle;
  const commands = Object.entries(perSession).map(([kind, each]): MonthLine => {
    const n = allSessions * each;
    const cost = units.commands[kind as CommandKind];
    return { what: `${Math.round(n)} × ${kind}`, cost: times(cost ?? NO_COST, n) };
  });
  const open = days * openHours;
  const closed = days * (24 - openHours);
  const looks = days * phones.count * phones.hoursADay * phones.looksAnHour;
  const lines: MonthLine[] = [
    ...commands,
    { what: `${open} h open, exchanging each second`, cost: times(units.openHour.primary, open) },
    { what: `${closed} h closed, every ten seconds`, cost: times(units.closedHour.primary, closed) },
    {
      what: "the café's heartbeat (a database of its own)",
      cost: added(times(units.openHour.mirror, open), times(units.closedHour.mirror, closed)),
    },
    { what: `${powerCuts} power cuts`, cost: times(units.powerCut, powerCuts) },
    { what: `${days} nightly comparisons`, cost: times(units.powerCut, days * NIGHT_IN_POWER_CUTS) },
    { what: `${looks} looks at the board from ${phones.count} phones`, cost: times(units.phoneLook, looks) },
  ];
  const total = lines.map(({ cost }) => cost).reduce(added);
  const syncedBytes = syncedBytesOf(total);
  return {
    ...{ lines, total, syncedBytes },
    factors: {
      rowsWritten: FREE_PLAN.rowsWritten / total.rowsWritten,
      rowsRead: FREE_PLAN.rowsRead / total.rowsRead,
      synced: FREE_PLAN.syncedBytes / syncedBytes,
    },
  };
}

const NO_COST: Cost = { rowsWritten: 0, rowsRead: 0, frames: 0, wireBytes: 0 };
export const syncedBytesOf = ({ frames }: Pick<Cost, "frames">): number => frames * FRAME_BYTES;
