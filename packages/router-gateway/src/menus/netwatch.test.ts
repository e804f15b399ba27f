import { expect, test } from "vitest";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { readNetwatch } from "./netwatch.ts";

const HOST = "10.5.50.10";
const answering = (rows: readonly RawRow[]) => ({ run: async () => rows }) as unknown as RouterLink;

test.each([
  ["one that got an answer", [{ host: HOST, status: "up", disabled: "false" }], "up"],
  ["one that got none", [{ host: HOST, status: "down" }], "down"],
  ["one that has not looked yet", [{ host: HOST, status: "unknown" }], undefined],
  ["one without a status", [{ host: HOST }], undefined],
  [
    "a disabled one that still shows what it saw last",
    [{ host: HOST, status: "up", disabled: "true" }],
    undefined,
  ],
  [
    "two that differ",
    [
      { host: HOST, status: "up" },
      { host: HOST, status: "down" },
    ],
    "up",
  ],
  [
    "two that differ, the other way round",
    [
      { host: HOST, status: "down" },
      { host: HOST, status: "up" },
    ],
    "up",
  ],
  ["one of another address", [{ host: "10.5.50.11", status: "down" }], undefined],
])("given a watch: %s, then of the address it says what is so now", async (_, rows, said) => {
  expect((await readNetwatch(answering(rows as unknown as RawRow[]))).get(HOST)).toBe(said);
});
