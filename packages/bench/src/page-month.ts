import { FREE_PLAN, type MeasuredUnits, MONTH, modelMonth, syncedBytesOf } from "./month.ts";
import type { WifiMonth } from "./router/month.ts";
import { table } from "./table.ts";
import { bytes, whole } from "./words.ts";

const NEEDED = 3;

/** A month of ours, put together from what was measured. @param wifi what the router's mirror adds, when it was measured */
export function monthPart(units: MeasuredUnits, wifi: WifiMonth | undefined): string {
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
    wifi === undefined ? NO_MIRROR : withMirror(wifi, total, left),
  ].join("\n\n");
}

const NO_MIRROR =
  "Not measured in this run: what the router's mirror adds ([performance-router.md](performance-router.md)).";

/** Both share one plan. */
function withMirror(
  { besideShop, requests }: WifiMonth,
  shop: Pick<WifiMonth["total"], "rowsWritten" | "rowsRead">,
  left: (factor: number) => string,
): string {
  const written = shop.rowsWritten + besideShop.rowsWritten;
  const read = shop.rowsRead + besideShop.rowsRead;
  return `The router's mirror, measured in the same run ([performance-router.md](performance-router.md)), is on the same plan and adds ${whole(besideShop.rowsWritten)} rows written and, with the phones' looks at status, vouchers and WiFi, ${whole(besideShop.rowsRead)} read; it adds nothing that replicas fetch. **Together**: ${whole(written)} rows written, which fit ${left(FREE_PLAN.rowsWritten / written)}, and ${whole(read)} read, which fit ${left(FREE_PLAN.rowsRead / read)}. The phones ask the edge ${whole(requests)} times a day. Not measured: the wire between phones and the edge.`;
}
