import { quantile } from "../statistics.ts";
import { table } from "../table.ts";
import { bytes, ms, whole } from "../words.ts";
import type { RouterMeasured } from "./measure-router.ts";
import { steadyMonth } from "./month.ts";
import { wifiMonthOf } from "./page-router-month.ts";

interface Verdict {
  readonly target: string;
  readonly found: string;
  /** null: there is nothing to be met, it is there to compare. */
  readonly isMet: boolean | null;
}

const MOST_ROWS = 3_500_000;
const MOST_LOGIN_MS = 12_000;
const MOST_CPU_MS = 1_000;
const MOST_RSS_BYTES = 150_000_000;
const MOST_PAGE_MS = 20;
const FITS = 3;

/** What was promised, and what was found. */
export function routerTargets(measured: RouterMeasured): string {
  const rows = [...month(measured), logins(measured), ...cycles(measured), ...pages(measured)].map(
    ({ target, found, isMet }) => [target, found, isMet === null ? "" : isMet ? "met" : "**missed**"],
  );
  return `## Targets\n\n${table(["wanted", "found", ""], rows)}`;
}

function month(measured: RouterMeasured): Verdict[] {
  const { mirror, factors } = wifiMonthOf(measured);
  const { vouchers, active } = measured.counts.steady;
  const of = (keeper: "mirror" | "naive", place: "own" | "main") => {
    const one = measured.steady.find((steady) => steady.keeper === keeper && steady.place === place);
    return one === undefined ? { rowsWritten: Number.NaN, replicaBytes: Number.NaN } : steadyMonth(one);
  };
  const naive = of("naive", "main");
  return [
    {
      target: `${whole(vouchers)} vouchers, ${active} active, a modelled month: ≤ 3.5 M rows written`,
      found: whole(mirror.rowsWritten),
      isMet: mirror.rowsWritten <= MOST_ROWS,
    },
    {
      target: "and no replica traffic",
      found: `${bytes(of("mirror", "own").replicaBytes)}; were it in the shop's database, ${bytes(of("mirror", "main").replicaBytes)}`,
      isMet: of("mirror", "own").replicaBytes === 0,
    },
    {
      target: "the naive mirror, in the shop's database, was reckoned at 534 M rows and 86 GiB",
      found: `${(naive.rowsWritten / 1e6).toFixed(0)} M rows and ${(naive.replicaBytes / 2 ** 30).toFixed(0)} GiB`,
      isMet: null,
    },
    {
      target: "Turso's free plan fits three times: rows written, rows read",
      found: `${factors.rowsWritten.toFixed(1)}×, ${factors.rowsRead.toFixed(1)}×`,
      isMet: factors.rowsWritten >= FITS && factors.rowsRead >= FITS,
    },
    {
      target: "and Cloudflare's: requests a day",
      found: `${factors.requests.toFixed(1)}×`,
      isMet: factors.requests >= FITS,
    },
  ];
}

function logins({ logins: took }: RouterMeasured): Verdict {
  const p99 = quantile(took, 0.99);
  return {
    target: "a new login visible through edge-api: p99 ≤ 12 s",
    found: `${(p99 / 1_000).toFixed(1)} s of ${took.length}`,
    isMet: p99 <= MOST_LOGIN_MS,
  };
}

/** The promise is about 10,000 vouchers; how it is with more of them stands beside it. */
function cycles({ cycles: all }: RouterMeasured): Verdict[] {
  return [10_000, 50_000].flatMap((vouchers) => {
    const these = all.filter((one) => one.vouchers === vouchers);
    if (these.length === 0) return [];
    const cpu = Math.max(...these.map(({ full }) => full.cpuMs));
    const rss = Math.max(...these.map(({ peakRssBytes }) => peakRssBytes));
    const isPromised = vouchers === 10_000;
    return [
      {
        target: `${whole(vouchers)} vouchers: one full cycle${isPromised ? " ≤ 1 s of CPU" : ", CPU"}`,
        found: `${ms(cpu)} ms at most`,
        isMet: isPromised ? cpu <= MOST_CPU_MS : null,
      },
      {
        target: `${whole(vouchers)} vouchers: RSS${isPromised ? " ≤ 150 MB" : ""}`,
        found: `${bytes(rss)} at most`,
        isMet: isPromised ? rss <= MOST_RSS_BYTES : null,
      },
    ];
  });
}

function pages({ voucherPages, counts }: RouterMeasured): Verdict[] {
  const of = (api: string, took: readonly number[]): Verdict => {
    const p99 = quantile(took, 0.99);
    return {
      target: `search and filters over ${whole(counts.voucherPages.vouchers)} vouchers, ${api}: a page, p99 ≤ ${MOST_PAGE_MS} ms`,
      found: `p50 ${ms(quantile(took, 0.5))} ms, p99 ${ms(p99)} ms of ${took.length}`,
      isMet: p99 <= MOST_PAGE_MS,
    };
  };
  const { afterPause } = voucherPages;
  const longest = Math.max(...afterPause);
  return [
    of("local-api over HTTP", voucherPages.local),
    {
      target: `and its first page after ${counts.voucherPages.pauseMs / 1_000} s in which nobody asked: ≤ ${MOST_PAGE_MS} ms`,
      found: `${ms(longest)} ms at most, of ${afterPause.length}`,
      isMet: longest <= MOST_PAGE_MS,
    },
    of("edge-api", voucherPages.edge),
  ];
}
