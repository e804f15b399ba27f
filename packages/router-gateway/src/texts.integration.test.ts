import type { Result } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectRouter } from "./connect-router.ts";
import type { RouterGateway } from "./router-gateway.ts";

/** Any byte string survives a write and a read, whoever wrote it. */

let simulator: Simulator;
let gateway: RouterGateway;

beforeEach(async () => {
  simulator = await startSimulator({ vouchers: 3 });
  const address = { host: "127.0.0.1", port: simulator.port, user: "mikro-dash", password: "mikro-dash" };
  const clock = { now: () => epochMs(simulator.router.now) };
  gateway = connectRouter({ ...address, clock, random: () => 0 });
});
afterEach(async () => {
  gateway.close();
  await simulator.stop();
});

function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

let named = 0;
/** The comment of a new voucher as it comes back. */
async function writtenAndRead(comment: string): Promise<string | undefined> {
  const code = `P${named++}`;
  const none = { profile: "1GB", server: null, bytesLimit: null, timeLimitSeconds: null };
  succeeded(await gateway.createVouchers({ codes: [code], comment, ...none }));
  return succeeded(await gateway.usersNamed([code]))[0]?.comment;
}

test("given any text, when it is written and read, then it is the same text", async () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, async (comment) => {
      expect(await writtenAndRead(comment)).toBe(comment);
    }),
    { numRuns: 150 },
  );
});

test.each([0x80, 0x4000, 0x200000])(
  "given a word of %i bytes and one of a byte less, where its length takes another form, when they are written and read, then they are whole",
  async (bytes) => {
    for (const length of [bytes - 1, bytes]) {
      const comment = "x".repeat(length - "=comment=".length);
      expect((await writtenAndRead(comment))?.length).toBe(comment.length);
    }
  },
);

test("given any name, when a voucher is called so, then it is found, changed and deleted by it", async () => {
  const name = fc
    .string({ unit: "binary", minLength: 1, maxLength: 20 })
    .filter((one) => !/^\*[0-9a-f]+$/i.test(one));
  await fc.assert(
    fc.asyncProperty(name, async (code) => {
      const batch = {
        codes: [code],
        profile: "1GB",
        server: null,
        bytesLimit: null,
        timeLimitSeconds: null,
        comment: "x",
      };
      succeeded(await gateway.createVouchers(batch));
      expect(succeeded(await gateway.changeVoucher(code, { bytesLimit: 7 }))).toMatchObject({
        code,
        bytesLimit: 7,
      });
      expect(succeeded(await gateway.deleteVouchers([code])).deleted).toMatchObject([{ code }]);
    }),
    { numRuns: 60 },
  );
});

test("given any bytes of another program, when they are read, then no two are taken for the same text", async () => {
  const encodings = ["utf-8", "windows-1256"] as const;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (bytes) => {
      const comment = Buffer.from(bytes).toString("latin1");
      simulator.router.tables.hotspotUsers.put("*1", { name: "A", comment });
      const [user] = succeeded(await gateway.usersNamed(["A"]));
      const readings = encodings.map((encoding) => {
        try {
          return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
          return undefined;
        }
      });
      expect(user?.comment).toBe(readings[0] ?? readings[1]);
    }),
    { numRuns: 150 },
  );
});

test("given any bytes of another program, when they are read, written and read again, then they are the same text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (bytes) => {
      simulator.router.tables.hotspotUsers.put("*1", {
        name: "A",
        comment: Buffer.from(bytes).toString("latin1"),
      });
      const [user] = succeeded(await gateway.usersNamed(["A"]));
      expect(await writtenAndRead(user?.comment ?? "")).toBe(user?.comment);
    }),
    { numRuns: 100 },
  );
});
