import { ok, type Result } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { RouterGateway } from "@mikro-dash/router-gateway/router-gateway";
import type { MadeVouchers, NewVoucher, RouterAccess } from "@mikro-dash/use-cases/wifi/router-access";
import type { Logger } from "pino";
import type { RouterWifi } from "./router-wifi.ts";
import { voucherMade, voucherSeen } from "./voucher-seen.ts";

interface AccessParts {
  readonly log: Logger;
  readonly gateway: RouterGateway;
  readonly wifi: RouterWifi;
  readonly clock: Clock;
}

/** The router as the use-cases command it, over the gateway. What it changes makes the lists of it outdated. */
export function routerAccess({ gateway, wifi, clock, log }: AccessParts): RouterAccess {
  /** What the router did not do is in the log, in the words that the screen shows. */
  function logged<R extends Result<unknown>>(answer: R, what: string): R {
    if (!answer.ok)
      log.warn({ code: answer.error.code, reason: answer.error.detail }, `the router did not ${what}`);
    return answer;
  }
  /** Or half of it, or it is not there any more: only another look can tell. */
  function mayHaveBeenDone<R>(refused: R): R {
    wifi.outdated("vouchers");
    return refused;
  }
  return {
    async createVouchers(vouchers) {
      const made = {
        created: [] as MadeVouchers["created"][number][],
        failed: [] as MadeVouchers["failed"][number][],
      };
      for (const batch of alike(vouchers)) {
        const answer = logged(await gateway.createVouchers(batch), "make vouchers");
        if (!answer.ok) {
          wifi.outdated("vouchers");
          if (made.created.length === 0) return answer;
          const reason = answer.error.detail ?? answer.error.code;
          made.failed.push(...batch.codes.map((code) => ({ code, reason })));
          continue;
        }
        const { created, foundThere, failed } = answer.value;
        const fresh = created.filter(({ code }) => !foundThere.includes(code));
        wifi.vouchersMade(fresh.map((voucher) => voucherMade(voucher, batch)));
        if (foundThere.length > 0 || failed.length > 0) wifi.outdated("vouchers");
        made.created.push(...created);
        for (const { code, refusal } of failed)
          log.warn({ voucher: code, code: refusal.code, reason: refusal.detail }, "a voucher was not made");
        made.failed.push(
          ...failed.map(({ code, refusal }) => ({
            code,
            reason: refusal.detail ?? refusal.code,
          })),
        );
      }
      return ok(made);
    },
    async vouchersMeant(refs) {
      const found = logged(await gateway.usersMeant(refs), "tell of vouchers");
      return found.ok ? ok(found.value.map(({ id, code }) => ({ id, code }))) : found;
    },
    async changeVoucher(ref, { timeLimit, ...change }) {
      const limit = timeLimit === undefined ? {} : { timeLimitSeconds: timeLimit };
      const changed = logged(await gateway.changeVoucher(ref, { ...change, ...limit }), "change a voucher");
      wifi.outdated("sessions");
      if (!changed.ok) return mayHaveBeenDone(changed);
      const voucher = voucherSeen(changed.value, clock.now());
      wifi.voucherChanged(voucher);
      return ok(voucher);
    },
    async restoreUsage(voucher, losses) {
      const restored = logged(await gateway.restoreUsage(voucher, losses), "restore lost usage");
      wifi.outdated("sessions");
      if (!restored.ok) return mayHaveBeenDone(restored);
      const { before, voucher: now } = restored.value;
      const limits = before && { bytesLimit: before.bytesLimit, timeLimit: before.timeLimitSeconds };
      const lowered = voucherSeen(now, clock.now());
      wifi.voucherChanged(lowered);
      return ok({ voucher: lowered, before: limits });
    },
    async deleteVouchers(refs) {
      const deleted = logged(await gateway.deleteVouchers(refs), "delete vouchers");
      wifi.outdated("sessions");
      if (!deleted.ok) return mayHaveBeenDone(deleted);
      wifi.vouchersDeleted(deleted.value.deleted);
      if (deleted.value.failed.length > 0) wifi.outdated("vouchers");
      return deleted;
    },
    async disconnect(sessionId) {
      const ended = logged(await gateway.disconnect(sessionId), "disconnect somebody");
      wifi.outdated("vouchers", "sessions");
      return ended;
    },
    async changeNetwork(id, change) {
      const changed = logged(await gateway.changeNetwork(id, change), "change a network");
      wifi.outdated("networks");
      return changed;
    },
    cutOff: () => wifi.cutOff(),
    async setInternet(macAddress, allowed) {
      const set = logged(await gateway.setInternet(macAddress, allowed), "switch a console's internet");
      wifi.outdated("internet");
      return set;
    },
    async info() {
      const answer = await gateway.info();
      if (!answer.ok) return answer;
      const {
        identity,
        version,
        boardName,
        uptimeSeconds,
        cpuLoadPercent,
        freeMemoryBytes,
        totalMemoryBytes,
      } = answer.value;
      return ok({
        identity,
        version,
        board: boardName,
        uptime: uptimeSeconds,
        cpuLoad: cpuLoadPercent,
        memoryFree: freeMemoryBytes,
        memoryTotal: totalMemoryBytes,
      });
    },
  };
}

/** The gateway makes vouchers of one kind at a time; a batch of the shop is of one kind. */
function alike(vouchers: readonly NewVoucher[]) {
  const groups = Map.groupBy(vouchers, ({ code: _, ...kind }) => JSON.stringify(kind));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { code: _, timeLimit, ...kind } = first;
    return [{ ...kind, timeLimitSeconds: timeLimit, codes: group.map((voucher) => voucher.code) }];
  });
}
