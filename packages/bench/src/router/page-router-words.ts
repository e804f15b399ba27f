import type { RouterCounts } from "./counts.ts";

/** What the numbers mean, and what is not in them. */
export function routerMeaning({ cycles, events, voucherPages }: RouterCounts): string {
  const most = Math.max(...cycles.map(({ idleLooks }) => idleLooks));
  return `## How it was measured

- **wall** of a look is what the program itself logs: from the first question to the router until the database took the batch. **CPU** is the time for which its threads ran (\`/proc/<pid>/task/*/schedstat\`), **RSS** the most it ever had (\`VmHWM\`), its start included.
- **rows written, rows read**: by sqld's own statistics, asked after each batch. **Replica bytes** are frames of the log (pages of 4 KiB with a head of 24 bytes) × 4,120; in the café at its true pace they are those that a real embedded replica, which exchanges once a second, was sent. **Read from the router**: bytes that came through a proxy between the two.
- **cycles**: the same program, told to look five times a second; it looks less often by itself so that the router is busy a fifth of the time at most. *idle*: the mean of up to ${most} looks after which nothing is written. *full list*: a voucher is made, so the whole list is read, and one row is written; what idle looks beside it cost is taken off, as is a heartbeat. *log in at once*: all that is spent until the last of them is in the cache.
- **events** of the month: each ${events} times, each by itself; the café's heartbeat is that of the real local-api. Who is online moves 42 kB a second, so that every counter is worth writing as soon as it may be.
- **search and filters**: a page of 50 over HTTP until its last byte: the first, a later one, parts of codes, what nobody has, statuses, what was printed and what was not (half of all were), ${voucherPages.rounds} times each, after everything else. local-api looks at the router meanwhile as it does while a page is open, and then nobody asks for ${voucherPages.pauseMs / 1_000} s, ${voucherPages.pauses} times; the phone's API is workerd as Cloudflare runs the Worker, without the proxy that wrangler's development server puts before it, with both databases on the same machine, so a real phone adds its way there, and the Worker its way to the databases, twice.
- The naive mirror writes each table as the real one does (rows as one JSON value, 2,000 a statement), so it is as fast as it can be.
- The cycles, and then logins and events, are measured while the café at its true pace goes on beside them: wall times of both have the other's share of the processor in them.

The phones' looks are at a shop without a history; what their look at the board reads is in [performance.md](performance.md).

Not measured: Turso Cloud, Cloudflare, a real router; how long a Worker may run; the bytes between phones and the edge.`;
}
