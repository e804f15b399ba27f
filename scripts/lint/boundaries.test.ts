import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const biome = join(root, "node_modules/.bin/biome");

interface Plant {
  what: string;
  file: string;
  source: string;
  /** The rule that must refuse it; `none` for what must stay allowed. */
  rule: string;
}

const imports = (file: string, specifier: string, rule = "lint/style/noRestrictedImports"): Plant => ({
  what: `${file} imports ${specifier}`,
  file,
  source: `import { planted } from "${specifier}";\nexport const used = planted;\n`,
  rule,
});
const uses = (file: string, expression: string, rule: string): Plant => ({
  what: `${file} uses ${expression}`,
  file,
  source: `export const used = ${expression};\n`,
  rule,
});

const UNDECLARED = "lint/correctness/noUndeclaredDependencies";
const NO_NODE = "lint/correctness/noNodejsModules";
const NO_GLOBAL = "lint/style/noRestrictedGlobals";
const RUNS_IN_A_WORKER = ["domain", "api-contract", "use-cases", "db-schema", "http"];
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  "packages/domain": ["db-schema/a", "api-contract/a", "use-cases/a", "http/a", "router-gateway/a"],
  "packages/db-schema": ["api-contract/a", "use-cases/a", "http/a"],
  "packages/api-contract": ["db-schema/a", "use-cases/a", "http/a"],
  "packages/use-cases": ["api-contract/a", "http/a", "router-gateway/a"],
  "packages/http": ["db-schema/a", "router-gateway/a"],
  "packages/router-gateway": ["db-schema/a", "api-contract/a", "use-cases/a", "http/a"],
  "packages/router-simulator": ["domain/a", "router-gateway/a"],
  "packages/service": ["domain/a", "local-api/a"],
  "packages/test-kit": ["local-api/a", "edge-api/a"],
  "apps/web": ["db-schema/a", "use-cases/a", "http/a", "router-gateway/a", "local-api/a", "edge-api/a"],
  "apps/local-api": ["edge-api/a", "router-mirror/a", "web/a"],
  "apps/edge-api": ["local-api/a", "router-mirror/a", "web/a"],
  "apps/router-mirror": [
    ...["local-api/a", "edge-api/a", "web/a"],
    ...["db-schema/mirror/tables", "db-schema/node/migrate"],
  ],
};

const refused: Plant[] = [
  ...Object.entries(FORBIDDEN).flatMap(([from, packages]) =>
    packages.map((to) => imports(`${from}/src/deep/planted.ts`, `@mikro-dash/${to}`)),
  ),
  imports("packages/domain/src/planted.ts", "zod"),
  imports("apps/router-mirror/src/planted.ts", "drizzle-orm"),
  imports("apps/router-mirror/src/planted.ts", "@libsql/client"),
  imports("packages/domain/src/deep/planted.test.ts", "@mikro-dash/use-cases/a"),
  imports("packages/domain/src/testing/planted.ts", "@mikro-dash/use-cases/a"),
  imports("packages/db-schema/src/planted.test.ts", "@mikro-dash/use-cases/a"),
  imports("apps/web/src/planted.test.tsx", "@mikro-dash/use-cases/a"),
  imports("packages/use-cases/src/planted.ts", "../../http/src/dispatch.ts"),
  imports("apps/local-api/src/planted.ts", "../../edge-api/src/worker.ts"),
  imports("apps/web/src/deep/planted.ts", "../../../../packages/use-cases/src/a.ts"),
  imports("apps/local-api/src/planted.ts", "../../../packages/domain/src/result.ts"),
  imports("packages/use-cases/src/planted.ts", "@mikro-dash/test-kit/sqld", UNDECLARED),
  imports("apps/local-api/src/planted.ts", "@mikro-dash/test-kit/sqld", UNDECLARED),
  imports("packages/router-gateway/src/planted.ts", "@mikro-dash/router-simulator/a", UNDECLARED),
  imports("packages/domain/src/planted.ts", "@mikro-dash/test-kit/sqld", UNDECLARED),
  ...RUNS_IN_A_WORKER.flatMap((name) => [
    imports(`packages/${name}/src/planted.ts`, "node:fs", NO_NODE),
    imports(`packages/${name}/src/planted.ts`, "crypto", NO_NODE),
    uses(`packages/${name}/src/planted.ts`, "process.env", NO_GLOBAL),
    uses(`packages/${name}/src/planted.ts`, "Buffer.from([])", NO_GLOBAL),
    ...["Date.now()", "[1].map(Date.now)", "new Date()", "Math.random()", "crypto.randomUUID()"].map(
      (expression) => uses(`packages/${name}/src/planted.ts`, expression, "plugin"),
    ),
  ]),
  imports("packages/http/src/hono.ts", "node:http", NO_NODE),
  imports("packages/http/src/fetch.ts", "node:http", NO_NODE),
  imports("apps/web/src/planted.ts", "node:fs", NO_NODE),
  imports("apps/edge-api/src/planted.ts", "node:fs", NO_NODE),
  uses("packages/router-gateway/src/planted.ts", "Date.now()", "plugin"),
  uses("apps/local-api/src/planted.ts", "process.env", "lint/style/noProcessEnv"),
  imports("packages/use-cases/src/planted.ts", "./index", "lint/correctness/useImportExtensions"),
  {
    what: "a barrel",
    file: "packages/use-cases/src/index.ts",
    source: `export { planted } from "./planted.ts";\n`,
    rule: "lint/performance/noBarrelFile",
  },
  {
    what: "a default export",
    file: "packages/use-cases/src/planted.ts",
    source: "export default function planted() {}\n",
    rule: "lint/style/noDefaultExport",
  },
  {
    what: "any",
    file: "packages/use-cases/src/planted.ts",
    source: "export const planted = (given: any) => given;\n",
    rule: "lint/suspicious/noExplicitAny",
  },
  {
    what: "a promise nobody waits for",
    file: "apps/local-api/src/planted.ts",
    source: "async function write() {}\nexport function planted() {\n  write();\n}\n",
    rule: "lint/nursery/noFloatingPromises",
  },
  {
    what: "the whole of zod by its name",
    file: "packages/api-contract/src/planted.ts",
    source: `import { z } from "zod";\nexport const planted = z;\n`,
    rule: "lint/style/noRestrictedImports",
  },
];

const allowed: Plant[] = [
  imports("packages/domain/src/deep/planted.ts", "../money/piasters.ts", "none"),
  imports("packages/domain/src/planted.test.ts", "node:fs", "none"),
  imports("packages/domain/src/testing/planted.ts", "node:fs", "none"),
  imports("packages/db-schema/src/planted.ts", "@mikro-dash/domain/ids", "none"),
  imports("packages/db-schema/src/planted.integration.test.ts", "@mikro-dash/test-kit/sqld", "none"),
  imports("packages/db-schema/src/node/planted.ts", "node:fs", "none"),
  imports("packages/use-cases/src/planted.ts", "@mikro-dash/db-schema/columns", "none"),
  imports("packages/http/src/fastify.ts", "node:http", "none"),
  imports("packages/http/src/node-request.ts", "node:http", "none"),
  imports("packages/http/src/planted.ts", "@mikro-dash/use-cases/a", "none"),
  imports("packages/router-gateway/src/planted.ts", "node:net", "none"),
  imports("packages/router-gateway/src/planted.test.ts", "@mikro-dash/router-simulator/simulator", "none"),
  imports("apps/web/src/planted.ts", "@mikro-dash/api-contract/a", "none"),
  imports("apps/local-api/src/planted.ts", "@mikro-dash/use-cases/a", "none"),
  imports("apps/router-mirror/src/planted.ts", "@libsql/client/http", "none"),
  imports("apps/router-mirror/src/planted.ts", "@mikro-dash/db-schema/mirror/columns", "none"),
  imports("apps/router-mirror/src/planted.ts", "@mikro-dash/db-schema/node/apply-migrations", "none"),
  uses("packages/domain/src/planted.ts", "new Date(0)", "none"),
  uses("packages/domain/src/planted.test.ts", "Date.now()", "none"),
  uses("apps/local-api/src/planted.ts", "Date.now()", "none"),
  uses("apps/local-api/src/config.ts", "process.env", "none"),
];

const plants = [...refused, ...allowed];
/** The plants called "planted" get a number, so that all of them stand in one tree and the linter runs once. */
const placeOf = (index: number) => (plants[index]?.file ?? "").replace("planted", `planted-${index}`);
let scratch: string;
let found: Array<{ file: string; category: string }>;
const rulesAt = (index: number) =>
  found.filter(({ file }) => file === placeOf(index)).map(({ category }) => category);

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "mikro-dash-boundaries-"));
  await cp(join(root, "biome.json"), join(scratch, "biome.json"));
  await cp(join(root, "scripts/lint"), join(scratch, "scripts/lint"), { recursive: true });
  await writeFile(join(scratch, ".gitignore"), "node_modules/\n");
  for (const folder of Object.keys(FORBIDDEN)) {
    await cp(join(root, folder, "package.json"), join(scratch, folder, "package.json"));
  }
  for (const [index, plant] of plants.entries()) {
    await mkdir(dirname(join(scratch, placeOf(index))), { recursive: true });
    await writeFile(join(scratch, placeOf(index)), plant.source);
  }
  found = await diagnose(scratch);
}, 60_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

test.each(refused.map((plant, index) => [plant.what, plant.rule, index] as const))(
  "given %s, when the code is linted, then %s refuses it",
  (_what, rule, index) => {
    expect(rulesAt(index)).toContain(rule);
  },
);

test.each(allowed.map((plant, index) => [plant.what, refused.length + index] as const))(
  "given %s, when the code is linted, then nothing is wrong with it",
  (_what, index) => {
    expect(rulesAt(index)).toEqual([]);
  },
);

async function diagnose(tree: string): Promise<Array<{ file: string; category: string }>> {
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = await promisify(execFile)(biome, args, { cwd: tree, maxBuffer: 64 * 1024 * 1024 }).catch(
    (failure: { stdout: string }) => failure, // it exits with 1 when it refuses something
  );
  const report = JSON.parse(stdout) as {
    diagnostics: Array<{ category: string; location: { path: string } }>;
  };
  return report.diagnostics.map(({ category, location }) => ({ file: location.path, category }));
}
