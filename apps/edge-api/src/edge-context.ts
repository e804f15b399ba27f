import { createClient } from "@libsql/client/web";
import { idSource } from "@mikro-dash/domain/ids";
import { hybridClock } from "@mikro-dash/domain/sync/hlc";
import type { Call } from "@mikro-dash/http/http-context";
import type { Actor, Context } from "@mikro-dash/use-cases/context";
import { deviceByToken } from "@mikro-dash/use-cases/devices/device-rows";
import { sha256 } from "@mikro-dash/use-cases/devices/token";
import { createStore, NotAdmitted } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql/web";
import { cachedWifi } from "./cached-wifi.ts";
import { edgeClock } from "./edge-clock.ts";
import type { DatabaseAddress, Environment } from "./environment.ts";

/** Everything one request may reach; a Worker keeps nothing between requests. */
export async function edgeContext(call: Call, environment: Environment, address: string): Promise<Context> {
  if (call.endpoint === "pairDevice" && environment.pairingLimit) {
    const { success } = await environment.pairingLimit.limit({ key: address });
    if (!success) throw new NotAdmitted("RATE_LIMITED");
  }
  const clock = await edgeClock(environment.testClockUrl);
  const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  const db = database(environment.primary);
  const admitted = await admission(db, call.token);
  return {
    host: "edge",
    version: VERSION,
    requestId: call.requestId,
    store: createStore({ db, kind: "primary", ...(admitted ? { admission: admitted.admission } : {}) }),
    clock,
    ids: idSource({ clock, randomBytes }),
    // A node for each request: there is no state in which a counter could be kept.
    stamps: hybridClock({ node: randomNode(randomBytes(8)), clock }),
    randomBytes,
    actor: () => admitted?.actor() ?? STRANGER,
    receiptLetter: "P",
    sync: {
      state: () => ({
        online: true,
        pull: "none",
        lastPushAt: null,
        lastPullAt: null,
        clockOffsetMs: null,
        primaryProblem: null,
        freezeProposal: null,
        clockQuestion: null,
        clockProblem: null,
      }),
      questions: null,
    },
    wifi: cachedWifi(database(environment.mirror)),
    router: null,
    phoneUrl: environment.phoneOrigin,
  };
}

const VERSION = "0.1.0";
const STRANGER: Actor = { name: "phone", device: "unpaired" };

const database = (address: DatabaseAddress) => drizzle({ client: createClient({ ...address }) });

type DeviceRows = Awaited<ReturnType<typeof deviceByToken>>;

/** The token is looked up in the round trip of the first read. */
async function admission(db: ReturnType<typeof database>, token: string | null) {
  if (token === null) return null;
  let device: DeviceRows[number]["device"] | undefined;
  return {
    actor: (): Actor | undefined => device && { name: device.name, device: device.id },
    admission: {
      query: deviceByToken(db, await sha256(token)),
      check(rows: unknown) {
        const [found] = rows as DeviceRows;
        if (!found || found.revocation !== null || found.device.deletedAt !== null)
          throw new NotAdmitted("UNAUTHORIZED");
        device = found.device;
      },
    },
  };
}

const NODE_SIGNS = "0123456789abcdefghijklmnopqrstuv";
const randomNode = (bytes: Uint8Array) => Array.from(bytes, (byte) => NODE_SIGNS.charAt(byte & 31)).join("");
