import type { Handlers } from "@mikro-dash/http/handler-types";
import { expect, test } from "vitest";
import { queueCommands } from "./command-queue.ts";

/** Handlers that say when they begin and end, and end when they are told. */
function given() {
  const said: string[] = [];
  const finish = new Map<string, () => void>();
  const handler = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise<void>((resolve) => finish.set(name, resolve));
    said.push(`${name} ends`);
  };
  const names = ["endSession", "startSession", "getBoard", "createVouchers"];
  const plain = Object.fromEntries(names.map((name) => [name, handler(name)]));
  const queued = queueCommands(plain as unknown as Handlers<null>) as unknown as Record<
    string,
    () => Promise<void>
  >;
  return { said, finish, ask: (name: string) => queued[name]?.() };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("given a command under way, when another comes, then it waits; reads and the router do not", async () => {
  const { said, finish, ask } = given();
  const first = ask("endSession");
  const second = ask("startSession");
  void ask("getBoard");
  void ask("createVouchers");
  await turn();
  expect(said).toEqual(["getBoard begins", "endSession begins", "createVouchers begins"]);
  finish.get("endSession")?.();
  await first;
  await turn();
  expect(said.slice(3)).toEqual(["endSession ends", "startSession begins"]);
  finish.get("startSession")?.();
  await second;
});
