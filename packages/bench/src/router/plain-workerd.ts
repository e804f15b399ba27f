import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningProcess, startNode, startProcess } from "@mikro-dash/test-kit/processes";

const APP = join(import.meta.dirname, "../../../../apps/edge-api");
// Those that edge-api deploys with: the workerd is the one that its wrangler was made for.
const WRANGLER = createRequire(join(APP, "package.json")).resolve("wrangler/package.json");
const WORKERD: string = createRequire(WRANGLER)("workerd").default;

export interface PlainWorkerd {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** The part of what wrangler uploads that workerd has to be told. */
interface Metadata {
  readonly main_module: string;
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
  readonly bindings: readonly { readonly name: string; readonly type: string; readonly text?: string }[];
}

/**
 * The phone's API in workerd as Cloudflare runs it: the bundle and settings that wrangler would upload, without the
 * proxy (a second workerd) that its development server puts in front of a Worker. There is no rate limit: workerd
 * alone has none.
 */
export async function startPlainWorkerd(variables: Readonly<Record<string, string>>): Promise<PlainWorkerd> {
  const dir = await mkdtemp(join(tmpdir(), "mikro-dash-workerd-"));
  let workerd: RunningProcess | undefined;
  try {
    const config = join(dir, "config.capnp");
    await writeFile(config, await configOf(await uploadOf(dir, variables), dir));
    // It takes a free port itself, which nobody else can have taken meanwhile, and says which.
    const args = ["serve", "--control-fd=1", config];
    workerd = await startProcess({ name: "edge-api", command: WORKERD, args });
    const [, port] = await workerd.waitForLine(/"event":"listen".*"port":(\d+)/, 60_000);
    const { stop } = workerd;
    return { baseUrl: `http://127.0.0.1:${port}`, stop: async () => void (await stop()) };
  } catch (error) {
    await workerd?.stop();
    throw error;
  } finally {
    // It has read everything when it listens.
    await rm(dir, { recursive: true, force: true });
  }
}

/** What `wrangler deploy` would send to Cloudflare. */
async function uploadOf(dir: string, variables: Readonly<Record<string, string>>): Promise<FormData> {
  const file = join(dir, "upload");
  const wrangler = await startNode({
    name: "wrangler",
    script: join(WRANGLER, "../bin/wrangler.js"),
    args: [
      ...["deploy", "--dry-run", "--outfile", file],
      ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ],
    cwd: APP,
    // The banner asks npm whether there is a newer wrangler.
    env: { WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
  const { code } = await wrangler.exited;
  if (code !== 0) throw new Error(`wrangler cannot bundle edge-api:\n${wrangler.output()}`);
  const body = await readFile(file);
  const boundary = body.subarray(2, body.indexOf("\r\n")).toString();
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return new Response(body, { headers }).formData();
}

/** Writes the modules to `dir`, and answers a configuration beside which they lie. Strings are escaped as in JSON. */
async function configOf(upload: FormData, dir: string): Promise<string> {
  const metadata = JSON.parse(String(upload.get("metadata"))) as Metadata;
  const modules: string[] = [];
  for (const [name, part] of upload) {
    if (typeof part === "string" || part.type === "application/source-map") continue;
    if (part.type !== "application/javascript+module") throw new Error(`${name} is ${part.type}`);
    const file = `module-${modules.length}.js`;
    await writeFile(join(dir, file), Buffer.from(await part.arrayBuffer()));
    const line = `(name = ${JSON.stringify(name)}, esModule = embed ${JSON.stringify(file)})`;
    // The first one is where workerd starts.
    if (name === metadata.main_module) modules.unshift(line);
    else modules.push(line);
  }
  const bindings = metadata.bindings
    .filter(({ type }) => type === "plain_text")
    .map(({ name, text }) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "edge-api", worker = (
      modules = [${modules.join(", ")}],
      bindings = [${bindings.join(", ")}],
      compatibilityDate = ${JSON.stringify(metadata.compatibility_date)},
      compatibilityFlags = ${JSON.stringify(metadata.compatibility_flags)},
    )),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "edge-api")],
);
`;
}
