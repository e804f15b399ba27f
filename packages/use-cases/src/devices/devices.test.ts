import type { DeviceId } from "@mikro-dash/domain/ids";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, anId, aShop, at, interrupted, refused, type Shop } from "../testing/shop.ts";
import { createPairing } from "./create-pairing.ts";
import { deviceByToken } from "./device-rows.ts";
import { listDevices } from "./list-devices.ts";
import { pairDevice } from "./pair-device.ts";
import { revokeDevice } from "./revoke-device.ts";
import { sha256 } from "./token.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

const invite = async () => accepted(await createPairing({}, shop.ctx));
const pair = (code: string, ctx = shop.ctx) => pairDevice({ code, name: "Sara's phone" }, ctx);
const devices = async () => accepted(await listDevices({}, shop.ctx)).items;

describe("given an invitation", () => {
  test("then it is a link with a code for two minutes, and nobody is listed yet", async () => {
    const { code, url, expiresAt } = await invite();
    expect(code).toMatch(/^[A-HJKMNP-TV-Z0-9]{16}$/);
    expect([url, expiresAt]).toEqual([`http://phone.example/pair?code=${code}`, at(2)]);
    expect(await devices()).toEqual([]);
    expect(JSON.stringify((await shop.client.execute("SELECT * FROM devices")).rows)).not.toContain(code);
  });

  test("when a phone takes it, then it gets a token that opens the door, stored only as its hash", async () => {
    const { token, device } = accepted(await pair((await invite()).code));
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(await devices()).toEqual([
      { id: device.id, name: "Sara's phone", pairedAt: at(0), revokedAt: null },
    ]);
    const [found] = await deviceByToken(shop.ctx.store.db, await sha256(token));
    expect([found?.device.id, found?.revocation]).toEqual([device.id, null]);
    expect(JSON.stringify((await shop.client.execute("SELECT * FROM devices")).rows)).not.toContain(token);
    expect(JSON.stringify((await shop.client.execute("SELECT * FROM activity")).rows)).not.toContain(token);
  });

  test("when it is typed in small letters with spaces around it, then it works too", async () => {
    expect((await pair(` ${(await invite()).code.toLowerCase()} `)).ok).toBe(true);
  });

  test("when it was used, is wrong, too old or revoked, then PAIRING_INVALID, whichever", async () => {
    const { code } = await invite();
    accepted(await pair(code));
    expect(refused(await pair(code))).toBe("PAIRING_INVALID");
    for (const wrong of ["", "AAAAAAAAAAAAAAAA"]) expect(refused(await pair(wrong))).toBe("PAIRING_INVALID");
    const id = anId<DeviceId>();
    const withdrawn = accepted(await createPairing({ id }, shop.ctx));
    accepted(await revokeDevice({ id }, shop.ctx));
    expect(refused(await pair(withdrawn.code))).toBe("PAIRING_INVALID");
    const kept = await invite();
    shop.clock.set(2); // the last instant
    expect((await pair(kept.code)).ok).toBe(true);
    shop.clock.set(10);
    const old = await invite();
    shop.clock.set(12.001);
    expect(refused(await pair(old.code))).toBe("PAIRING_INVALID");
    expect(await devices()).toHaveLength(2);
  });

  test("when two phones take it at the same moment, then one gets in", async () => {
    const { code } = await invite();
    const first: unknown[] = [];
    const second = interrupted(shop.ctx, 1, async () => first.push(accepted(await pair(code))));
    expect(refused(await pair(code, second))).toBe("PAIRING_INVALID");
    expect([first.length, (await devices()).length]).toEqual([1, 1]);
  });

  test("when the same id invites again, then ID_REUSED, also when both come at once: a code is told only once", async () => {
    const id = anId();
    accepted(await createPairing({ id }, shop.ctx));
    expect(refused(await createPairing({ id }, shop.ctx))).toBe("ID_REUSED");
    const other = anId();
    const both = interrupted(shop.ctx, 1, () => createPairing({ id: other }, shop.ctx));
    expect(refused(await createPairing({ id: other }, both))).toBe("ID_REUSED");
  });
});

describe("given a paired phone", () => {
  test("when it is revoked, then it stays listed with the instant; twice is harmless; a later edit changes nothing", async () => {
    const { token, device } = accepted(await pair((await invite()).code));
    shop.clock.set(5);
    const revoked = accepted(await revokeDevice({ id: device.id }, shop.ctx));
    expect(revoked.revokedAt).toBe(at(5));
    shop.clock.set(6);
    expect(accepted(await revokeDevice({ id: device.id }, shop.ctx))).toEqual(revoked);
    await shop.client.execute(
      "UPDATE devices SET name = 'renamed', updated_at = '2027-01-01T00:00:00.000Z-0000-elsewher'",
    );
    const [found] = await deviceByToken(shop.ctx.store.db, await sha256(token));
    expect([found?.device.name, found?.revocation?.at]).toEqual(["renamed", at(5)]);
    expect(refused(await revokeDevice({ id: anId() }, shop.ctx))).toBe("NOT_FOUND");
  });
});
