import {
  FREE_PLAN,
  type MeasuredUnits,
  MIRROR_BUDGET_ROWS,
  MONTH,
  modelMonth,
  syncedBytesOf,
} from "./month.ts";
import { table } from "./table.ts";
import { bytes, whole } from "./words.ts";

const NEEDED = 3;

/** A month of ours, put together from what was measured. */
export function monthPart(units: MeasuredUnits): string {
  const { lines, total, syncedBytes, factors } = modelMonth(units);
  const { days, busyEvenings, sessions, openHours, phones, perSession } = MONTH;
  const rows = lines.map(({ what, cost }) => [
    what,
    whole(cost.rowsWritten),
    whole(cost.rowsRead),
    bytes(syncedBytesOf(cost)),
    bytes(cost.wireBytes),
  ]);
  const left = (factor: number) => `**${factor.toFixed(1)}×**${factor >= NEEDED ? "" : " (too little)"}`;
  const withMirror = FREE_PLAN.rowsWritten / (total.rowsWritten + MIRROR_BUDGET_ROWS);
  const each = Object.entries(perSession).map(([kind, n]) => `${n} ${kind}`);
  return [
    "## A modelled month",
    `${busyEvenings} busy evenings of ${sessions.busy} sessions, ${days - busyEvenings} idle days of ${sessions.idle}; each session is ${each.join(", ")}; a page is open ${openHours} h a day, the computer is on all day; ${phones.count} phones look at the board for ${phones.hoursADay} h a day, ${whole(phones.looksAnHour)} times an hour (every 3 s). Each number is one that was measured above, times how often it happens; a power cut is the mean of real ones with the whole history there: SIGKILL of shop and agent, boot, first pull, comparison of the replica with the primary, ${(units.powerCutMs / 1_000).toFixed(1)} s until the replica was the source again. A nightly comparison is taken as three of them. Synced bytes are frames that went to the replica × 4,120.`,
    table(
      ["", "rows written", "rows read", "synced (billed)", "on the wire"],
      [
        ...rows,
        [
          "**month**",
          whole(total.rowsWritten),
          whole(total.rowsRead),
          bytes(syncedBytes),
          bytes(total.wireBytes),
        ],
        [
          "free plan",
          whole(FREE_PLAN.rowsWritten),
          whole(FREE_PLAN.rowsRead),
          bytes(FREE_PLAN.syncedBytes),
          "–",
        ],
        ["fits how many times", left(factors.rowsWritten), left(factors.rowsRead), left(factors.synced), "–"],
      ],
    ),
    `Synced bytes are frames; were the bytes of the calls that bring nothing counted as well (they are in the last column: 1.6 KB each), it would be that column that has to fit. The phones' own commands are counted as if the desktop had given them.`,
    `Not measured here: the router mirror (its budget, [router.md](router.md), is ${whole(MIRROR_BUDGET_ROWS)} rows written a month in a database of its own on the same plan; with all of it the rows written fit ${left(withMirror)}), the phones' polling of \`/status\`, and the wire between phones and the edge.`,
  ].join("\n\n");
}
