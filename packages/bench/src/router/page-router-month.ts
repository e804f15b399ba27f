import { FREE_PLAN } from "../month.ts";
import { table } from "../table.ts";
import { bytes, whole } from "../words.ts";
import type { RouterMeasured } from "./measure-router.ts";
import { FREE_REQUESTS_A_DAY, modelWifiMonth, WIFI_MONTH, type WifiMonth } from "./month.ts";

const NEEDED = 3;

/** The month of what was measured. */
export function wifiMonthOf({ steady, counts, events, cafe, phoneLooks }: RouterMeasured): WifiMonth {
  const ours = steady.find(({ keeper, place }) => keeper === "mirror" && place === "own");
  if (ours === undefined) throw new Error("the mirror was not watched");
  return modelWifiMonth({ ...{ steady: ours, active: counts.steady.active }, events, cafe, phoneLooks });
}

export function wifiMonthPart(measured: RouterMeasured): string {
  const { lines, mirror, total, requests, factors } = wifiMonthOf(measured);
  const { vouchers, active } = measured.counts.steady;
  const { stayHours, newVouchersADay, phones } = WIFI_MONTH;
  const left = (factor: number) => `**${factor.toFixed(1)}×**${factor >= NEEDED ? "" : " (too little)"}`;
  return [
    "## A modelled month",
    `${whole(vouchers)} vouchers and ${active} active sessions around the clock, each of ${stayHours} h and then another one's; ${newVouchersADay} vouchers a day are made, as many removed, each used by a new phone; ${phones.count} phones of the staff look for ${phones.hoursADay} h a day, ${phones.wifiHoursADay * 60} min of it at vouchers and at who is online. Each number is one that was measured, times how often it happens.`,
    table(
      ["", "rows written", "rows read"],
      [
        ...lines.map(({ what, rowsWritten, rowsRead }) => [what, whole(rowsWritten), whole(rowsRead)]),
        ["**the mirror alone**", whole(mirror.rowsWritten), whole(mirror.rowsRead)],
        ["**all of it**", whole(total.rowsWritten), whole(total.rowsRead)],
        ["Turso's free plan", whole(FREE_PLAN.rowsWritten), whole(FREE_PLAN.rowsRead)],
        ["fits how many times", left(factors.rowsWritten), left(factors.rowsRead)],
      ],
    ),
    `Full lists, leases and networks in which nothing changed write nothing. Nobody replicates the mirror's database: of the ${bytes(FREE_PLAN.syncedBytes)} that the plan lets replicas fetch a month it takes nothing. Requests of the phones: ${whole(requests)} a day; Cloudflare's free plan answers ${whole(FREE_REQUESTS_A_DAY)}: ${left(factors.requests)} (a preflight is asked once in two hours for each address, and is not counted). With the shop's own rows: [performance.md](performance.md).`,
  ].join("\n\n");
}
