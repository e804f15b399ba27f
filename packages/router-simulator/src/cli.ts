import { parseArgs } from "node:util";
import type { Account, AccountGroup } from "./router/router.ts";
import type { Seed } from "./router/seed.ts";
import { runTime } from "./router-time.ts";
import { DEFAULT_ACCOUNT, DEFAULT_VERSION, type Simulator, startSimulator } from "./simulator.ts";

const HELP = `A RouterOS API server with a café's hotspot behind it.

  --port N            API port (8728)
  --control-port N    control API, loopback only (8729)
  --host ADDRESS      where the API listens (127.0.0.1)
  --user, --password  the account that clients log in with (${DEFAULT_ACCOUNT.name} / ${DEFAULT_ACCOUNT.password})
  --users LIST        more accounts: name:password:group,… (group full, write or read)
  --version V         RouterOS version (${DEFAULT_VERSION})
  --seed cafe|bare    what is configured at first (cafe)
  --vouchers N        vouchers to begin with (0)
  --speed N           router seconds per real second (1)
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
    "state-file": { type: "string" },
  },
});

function numberOf(option: "port" | "control-port" | "vouchers" | "speed", most: number): number {
  const value = Number(values[option]);
  if (values[option] !== "" && value >= 0 && value <= most) return value;
  throw new Error(`--${option} is "${values[option]}": a number from 0 to ${most} is allowed`);
}

function seedOf(): Seed {
  if (values.seed === "cafe" || values.seed === "bare") return values.seed;
  throw new Error(`--seed is "${values.seed}": cafe and bare are allowed`);
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
      return { name, password, group: group as AccountGroup };
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
  const simulator = await startSimulator({
    port: numberOf("port", 65_535),
    controlPort: numberOf("control-port", 65_535),
    host: values.host,
    accounts: accountsOf(),
    version: values.version,
    seed: seedOf(),
    startAt: Date.now(),
    vouchers: numberOf("vouchers", 100_000),
    ...(values["state-file"] === undefined ? {} : { stateFile: values["state-file"] }),
  });
  const stopped = new AbortController();
  runTime(simulator.router, { speed: numberOf("speed", 100_000), clockUrl }, stopped.signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void shutDown(simulator, stopped));
  }
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: simulator.port, controlUrl: simulator.controlUrl })}\n`,
  );
}

/** An orderly shutdown, as from the router's own menu: live sessions are folded into their users. */
async function shutDown(simulator: Simulator, stopped: AbortController): Promise<void> {
  stopped.abort();
  simulator.router.reboot();
  await simulator.stop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
