import { parseArgs } from "node:util";
import { playScript, randomFaults, readFaultScript } from "./fault-script.ts";
import type { Account } from "./router/accounts.ts";
import type { Seed } from "./router/seed.ts";
import { runTime } from "./router-time.ts";
import { DEFAULT_ACCOUNT, DEFAULT_VERSION, type Simulator, startSimulator } from "./simulator.ts";
import type { WirelessKind } from "./values/version.ts";

const HELP = `A RouterOS API server with a café's hotspot behind it.

  --port N            API port (8728)
  --control-port N    control API, loopback only (8729)
  --host ADDRESS      where the API listens (127.0.0.1)
  --user, --password  the account that clients log in with (${DEFAULT_ACCOUNT.name} / ${DEFAULT_ACCOUNT.password})
  --users LIST        more accounts: name:password:group,… (group full, write or read)
  --version V         RouterOS version, such as 6.42, 6.49, 7.16 or 7.20 (${DEFAULT_VERSION}): it decides the ways to
                      log in, the WiFi menu, dates, refusals and !empty
  --wireless KIND     WiFi drivers: wifi, wifiwave2 or wireless (those of the version)
  --seed cafe|bare    what is configured at first (cafe)
  --vouchers N        vouchers to begin with (0)
  --speed N           router seconds per real second (1)
  --faults FILE       a script of what goes wrong and when: [{ "afterSeconds": 5, "everySeconds": 60,
                      "do": "/faults", "body": { "kind": "cut-answer" } }], each a request of the control API
  --random-faults N   a random fault every N seconds
  --random-seed N     which ones, in which order (1)
  --state-file PATH   the router's flash: users survive a kill, live sessions do not

Environment: MIKRO_DASH_TEST_CLOCK_URL makes its time follow a test's clock (refused when NODE_ENV is production).
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    port: { type: "string", default: "8728" },
    "control-port": { type: "string", default: "8729" },
    host: { type: "string", default: "127.0.0.1" },
    user: { type: "string", default: DEFAULT_ACCOUNT.name },
    password: { type: "string", default: DEFAULT_ACCOUNT.password },
    users: { type: "string", default: "" },
    version: { type: "string", default: DEFAULT_VERSION },
    seed: { type: "string", default: "cafe" },
    vouchers: { type: "string", default: "0" },
    speed: { type: "string", default: "1" },
    wireless: { type: "string" },
    faults: { type: "string" },
    "random-faults": { type: "string", default: "0" },
    "random-seed": { type: "string", default: "1" },
    "state-file": { type: "string" },
  },
});

type NumberOption = "port" | "control-port" | "vouchers" | "speed" | "random-faults" | "random-seed";

function numberOf(option: NumberOption, most: number): number {
  const value = Number(values[option]);
  if (values[option] !== "" && value >= 0 && value <= most) return value;
  throw new Error(`--${option} is "${values[option]}": a number from 0 to ${most} is allowed`);
}

function seedOf(): Seed {
  if (values.seed === "cafe" || values.seed === "bare") return values.seed;
  throw new Error(`--seed is "${values.seed}": cafe and bare are allowed`);
}

function wirelessOf(): { readonly wireless?: WirelessKind } {
  const kind = values.wireless;
  if (kind === undefined) return {};
  if (kind === "wifi" || kind === "wifiwave2" || kind === "wireless") return { wireless: kind };
  throw new Error(`--wireless is "${kind}": wifi, wifiwave2 and wireless are allowed`);
}

function accountsOf(): Account[] {
  const more = values.users.split(",").filter(Boolean);
  return [
    { name: values.user, password: values.password, group: "full" },
    ...more.map((item) => {
      const [name, password, group = "full"] = item.split(":");
      if (!name || password === undefined || !["full", "write", "read"].includes(group)) {
        throw new Error(
          `--users has "${item}": name:password:group is allowed, with group full, write or read`,
        );
      }
      return { name, password, group };
    }),
  ];
}

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const clockUrl = process.env.MIKRO_DASH_TEST_CLOCK_URL || undefined;
  if (clockUrl && process.env.NODE_ENV === "production") {
    throw new Error(
      "MIKRO_DASH_TEST_CLOCK_URL is set: it is for tests and not allowed when NODE_ENV is production",
    );
  }
  const steps = values.faults === undefined ? [] : readFaultScript(values.faults);
  const simulator = await startSimulator({
    port: numberOf("port", 65_535),
    controlPort: numberOf("control-port", 65_535),
    host: values.host,
    accounts: accountsOf(),
    version: values.version,
    seed: seedOf(),
    startAt: Date.now(),
    ...wirelessOf(),
    vouchers: numberOf("vouchers", 100_000),
    ...(values["state-file"] === undefined ? {} : { stateFile: values["state-file"] }),
  });
  const stopped = new AbortController();
  runTime(simulator.router, { speed: numberOf("speed", 100_000), clockUrl }, stopped.signal);
  playScript(steps, simulator.controlUrl, stopped.signal, complain);
  strikeAtRandom(simulator, stopped.signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void shutDown(simulator, stopped));
  }
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: simulator.port, controlUrl: simulator.controlUrl })}\n`,
  );
}

function strikeAtRandom(simulator: Simulator, signal: AbortSignal): void {
  const everySeconds = numberOf("random-faults", 86_400);
  if (everySeconds === 0) return;
  const next = randomFaults(numberOf("random-seed", 2 ** 32 - 1));
  const timer = setInterval(() => simulator.faults.add(next()), everySeconds * 1000);
  signal.addEventListener("abort", () => clearInterval(timer));
}

const complain = (problem: string): void => void process.stderr.write(`${problem}\n`);

/** An orderly shutdown, as from the router's own menu: live sessions are folded into their users. */
async function shutDown(simulator: Simulator, stopped: AbortController): Promise<void> {
  stopped.abort();
  simulator.router.reboot();
  await simulator.stop();
}

main().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
