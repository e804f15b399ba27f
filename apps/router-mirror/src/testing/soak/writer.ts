/**
 * A program that writes to the router all the time through the gateway, one write after the other, and prints each with what it
 * was told. argv: port, seed. SIGTERM lets it finish the write under way.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Result } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import type { Intent, Told } from "./intents.ts";
import { type Random, randomOf } from "./random.ts";

const MOST_VOUCHERS = 80;
const PAUSE_MS = 100;
const CONSOLES = ["00:D9:D1:10:20:01", "00:D9:D1:10:20:02", "2C:CC:44:10:20:03"];

const [port, seed] = process.argv.slice(2).map(Number);
const random: Random = randomOf(seed ?? 0);
const gateway = connectRouter({
  ...{ host: "127.0.0.1", port: port ?? 0, user: "mikro-dash", password: "mikro-dash" },
  clock: { now: () => epochMs(Date.now()) },
  random: Math.random,
  commandTimeoutMs: 3_000,
});
/** Vouchers that are there, and those of which nobody knows whether they are: they are asked for again. */
const there: string[] = [];
let unsure: string[] = [];
let named = 0;
let stopped = false;
process.once("SIGTERM", () => {
  stopped = true;
});

const newName = () => `W${String(++named).padStart(6, "0")}`;
const whole = <T>(result: Result<T>, what: string): Omit<Told, "intent"> =>
  result.ok ? { done: [what], refusal: null } : { done: [], refusal: result.error.code };

async function ask(intent: Intent): Promise<Omit<Told, "intent">> {
  switch (intent.kind) {
    case "create": {
      const made = await gateway.createVouchers({
        ...{ codes: intent.codes, profile: "1GB", server: null, bytesLimit: 1_000, timeLimitSeconds: 3_600 },
        comment: "pkg:soak|created:1795394001230|قسيمة تجربة",
      });
      if (!made.ok) return { done: [], refusal: made.error.code };
      const refusal = made.value.failed[0]?.refusal.code ?? null;
      return { done: made.value.created.map(({ code }) => code), refusal };
    }
    case "extend":
      return whole(await gateway.changeVoucher(intent.code, { bytesLimit: intent.bytesLimit }), intent.code);
    case "disable": {
      const { code, disabled, bytesLimit } = intent;
      return whole(await gateway.changeVoucher(code, { disabled, bytesLimit }), code);
    }
    case "delete": {
      const gone = await gateway.deleteVouchers(intent.codes);
      if (!gone.ok) return { done: [], refusal: gone.error.code };
      const refusal = gone.value.failed[0]?.refusal.code ?? null;
      return { done: gone.value.deleted.map(({ code }) => code), refusal };
    }
    case "rename":
      return whole(await gateway.changeNetwork(intent.network, { ssid: intent.ssid }), intent.network);
    case "internet":
      return whole(await gateway.setInternet(intent.mac, intent.allowed), intent.mac);
    case "disconnect":
      return whole(await gateway.disconnect(intent.session), intent.session);
  }
}

async function next(): Promise<Intent | undefined> {
  if (unsure.length > 0) return { kind: "create", codes: unsure };
  const code = random.of(there);
  if (code === undefined || (there.length < MOST_VOUCHERS && random.below(3) === 0)) {
    return { kind: "create", codes: Array.from({ length: 1 + random.below(4) }, newName) };
  }
  const number = ++named;
  const bytesLimit = 1_000_000 + number;
  switch (random.below(6)) {
    case 0:
      return { kind: "extend", code, bytesLimit };
    case 1:
      return { kind: "disable", code, disabled: random.below(2) === 0, bytesLimit };
    case 2:
      return { kind: "delete", codes: [...new Set([code, random.of(there) ?? code])] };
    case 3: {
      const networks = await gateway.networks();
      const network = networks.ok ? random.of(networks.value) : undefined;
      return network && { kind: "rename", network: network.id, ssid: `شبكة ${number}` };
    }
    case 4:
      return { kind: "internet", mac: random.of(CONSOLES) ?? "", allowed: random.below(2) === 0 };
    default: {
      const sessions = await gateway.sessions();
      const guests = sessions.ok ? sessions.value.filter((one) => one.code.startsWith("V0001")) : [];
      const session = random.of(guests)?.id;
      return session === undefined ? undefined : { kind: "disconnect", session };
    }
  }
}

function remember(intent: Intent, done: readonly string[]): void {
  if (intent.kind === "create") {
    there.push(...done);
    unsure = intent.codes.filter((code) => !done.includes(code));
  } else if (intent.kind === "delete") {
    // Of one whose deletion failed nobody knows: it is not asked for again.
    for (const code of intent.codes) there.splice(there.indexOf(code), 1);
  }
}

while (!stopped) {
  await pause(PAUSE_MS);
  const intent = await next();
  if (intent === undefined) continue;
  const told = await ask(intent);
  remember(intent, told.done);
  process.stdout.write(`${JSON.stringify({ intent, ...told } satisfies Told)}\n`);
}
gateway.close();
