import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataDirectoryInUse } from "@mikro-dash/service/writer-lock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLeaseHolder } from "./lease-holder.ts";

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), "lease-holder-")), "router-mirror");
});
afterEach(() => rmSync(directory, { recursive: true }));

function idOn(computer: string): string {
  const holder = openLeaseHolder(directory, computer);
  holder.release();
  return holder.id;
}

test("given a directory, when it is opened again, then it is the same holder, and on another computer another one", () => {
  const first = idOn("till");
  expect(idOn("till")).toBe(first);
  expect(idOn("spare")).not.toBe(first);
});

test("given a directory that is in use, when it is opened, then that is said", () => {
  const holder = openLeaseHolder(directory, "till");
  expect(() => openLeaseHolder(directory, "till")).toThrow(DataDirectoryInUse);
  holder.release();
});

test("given a file that was torn, when it is opened, then it is a new holder that stays", () => {
  const first = idOn("till");
  writeFileSync(join(directory, "lease-holder"), first.slice(0, 9));
  const second = idOn("till");
  expect(second).not.toBe(first);
  expect(idOn("till")).toBe(second);
});

test("given a place where no directory can be, when it is opened, then one sentence says so", () => {
  expect(() => openLeaseHolder("/dev/null/router-mirror", "till")).toThrow(
    /^DATA_DIR: \/dev\/null\/router-mirror cannot be written \(.+\); allowed is a directory that can\.$/,
  );
  openLeaseHolder(directory, "till").release();
});
