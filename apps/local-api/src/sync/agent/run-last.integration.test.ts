import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "../../testing/local-api.ts";
import { startPrimary } from "../../testing/shop.ts";

const OTHER = 0;
const IDLE = 5;

/** What `proc(5)` says of each thread: its scheduling class. */
function threadsOf(pid: number) {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8").trim();
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // from the third on
    return { isMain: thread === String(pid), class: Number(fields[38]) };
  });
}

test.skipIf(process.platform !== "linux")(
  "given a shop with its replica, when threads want a processor, then the till goes first, and the agent with all that its library began last",
  async () => {
    const { sqld } = await startPrimary();
    await using _ = sqld;
    await using dir = await temporaryDirectory();
    const api = await startLocalApi(dir.path, { TURSO_DATABASE_URL: sqld.url });
    const pull = async () => (await api.client.call("getStatus", {})).pull;
    await waitFor("the replica", async () => (await pull()) === "replica", { timeoutMs: 30_000 });

    const shop = threadsOf(api.process.pid);
    expect(shop.find(({ isMain }) => isMain)).toMatchObject({ class: OTHER });

    const [replica = ""] = readdirSync(dir.path).filter((name) => name.startsWith("replica-"));
    const agent = threadsOf(Number(readFileSync(join(dir.path, replica, "lock.pid"), "utf8")));
    expect(agent.length).toBeGreaterThan(5);
    expect(agent.filter((thread) => thread.class !== IDLE)).toEqual([]);
    await api.process.stop();
  },
);
