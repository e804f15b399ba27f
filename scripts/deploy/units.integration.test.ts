import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { NODE_ARGS } from "@mikro-dash/service/node-args";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const units = join(root, "deploy/systemd");
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
const MOST_EXPOSED = 2.0;

// Checked by systemd itself, as if the clone lay where the units say it does.
describe.skipIf(!hasSystemd).each(readdirSync(units))("given %s", (name) => {
  let directory: string;
  let unit: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "units-"));
    unit = join(directory, name);
    writeFileSync(unit, readFileSync(join(units, name), "utf8").replaceAll("/opt/mikro-dash", root));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test("when systemd verifies it, then it finds nothing", () => {
    const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
    expect(`${stdout}${stderr}`).not.toContain(name);
    expect(status).toBe(0);
  });

  test(`when systemd rates its hardening, then its exposure is at most ${MOST_EXPOSED}`, () => {
    const args = ["security", "--offline=true", "--no-pager", unit];
    const report = execFileSync("systemd-analyze", args, { encoding: "utf8" });
    const exposure = Number(/Overall exposure level for .*: ([\d.]+)/.exec(report)?.[1]);
    expect(exposure).toBeLessThanOrEqual(MOST_EXPOSED);
  });

  test("when it is started, then V8 gets as much memory as `start` gives it", () => {
    const program = name.replace(/^mikro-dash-|\.service$/g, "") as keyof typeof NODE_ARGS;
    const text = readFileSync(unit, "utf8");
    const nodes = [...text.matchAll(/^ExecStart(?:Pre)?=\S+\/node (.*) \S+\/main\.ts.*$/gm)].map(
      ([, args]) => args,
    );
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes)).toEqual(new Set([NODE_ARGS[program].join(" ")]));
  });

  test("when its files are looked for, then they are there", () => {
    const text = readFileSync(unit, "utf8");
    const started = /^ExecStart=.* (\S+)$/m.exec(text)?.[1] ?? "";
    expect(readFileSync(started, "utf8")).toContain("serviceManager");
    const checked = /^ExecStartPre=.* (\S+) --check$/m.exec(text)?.[1];
    expect(checked ?? started).toBe(started);
  });
});
