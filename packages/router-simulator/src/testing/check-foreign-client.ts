import { spawn } from "node:child_process";
import { join } from "node:path";
import { startSimulator } from "../simulator.ts";

/** The Python of the system: it is the one that Debian's package belongs to. */
const PYTHON = "/usr/bin/python3";
const VERSIONS = ["6.42", "6.44", "6.49", "7.16", "7.20"] as const;

/**
 * Holds the simulator to a client that was not written here, where one is installed.
 * Exit status: 0 when every check passed or there is no such client, which is said.
 */
async function main(): Promise<void> {
  if ((await python("-c", "import librouteros")).status !== 0) {
    say("skipped: python3-librouteros is not installed (apt-get install python3-librouteros)");
    return;
  }
  let passed = 0;
  for (const version of VERSIONS) {
    const simulator = await startSimulator({ version, vouchers: 10_000 });
    const script = join(import.meta.dirname, "foreign-client.py");
    const { status, output } = await python(script, String(simulator.port), version);
    await simulator.stop();
    say(output.trimEnd());
    if (status !== 0) process.exitCode = 1;
    passed += output.match(/^ok: /gm)?.length ?? 0;
  }
  say(process.exitCode === 1 ? "some checks failed" : `all ${passed} checks passed`);
}

async function python(...args: string[]): Promise<{ readonly status: number; readonly output: string }> {
  const child = spawn(PYTHON, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += String(chunk);
    });
  }
  const status = await new Promise<number | null>((resolve) => {
    child.once("close", resolve).once("error", () => resolve(127));
  });
  return { status: status ?? 1, output };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await main();
