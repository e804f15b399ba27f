import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isPortTaken } from "@mikro-dash/test-kit/free-port";
import { PORT_VARIABLES } from "./config.ts";
import type { Ports } from "./stack.ts";

/** Makes the data directory and its folders; throws one sentence when nothing can be written there. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(join(dataDir, "logs"), { recursive: true });
    const probe = join(dataDir, ".writable");
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(
      `The data directory ${dataDir} cannot be written (${reason}): set DATA_DIR to another one.`,
    );
  }
}

/** Throws one sentence for the first port that somebody else has, naming the variable that changes it. */
export async function checkPorts(ports: Partial<Ports>): Promise<void> {
  const used = new Map<number, string>();
  for (const [name, port] of Object.entries(ports) as Array<[keyof Ports, number]>) {
    const variable = PORT_VARIABLES[name];
    const other = used.get(port);
    if (other) throw new Error(`${other} and ${variable} are both ${port}: give one of them another port.`);
    used.set(port, variable);
    if (await isPortTaken(port)) {
      throw new Error(
        `Port ${port} is taken (is mikro-dash running already?): stop what listens there, or set ${variable} to another port.`,
      );
    }
  }
}
