import { ok } from "@mikro-dash/domain/result";
import type { RouterGateway } from "@mikro-dash/router-gateway/router-gateway";
import type { MadeVouchers, NewVoucher, RouterAccess } from "@mikro-dash/use-cases/wifi/router-access";

/** The router as the use-cases command it, over the gateway. */
export function routerAccess(gateway: RouterGateway): RouterAccess {
  return {
    async createVouchers(vouchers) {
      const made = {
        created: [] as MadeVouchers["created"][number][],
        failed: [] as MadeVouchers["failed"][number][],
      };
      for (const batch of alike(vouchers)) {
        const answer = await gateway.createVouchers(batch);
        if (!answer.ok) {
          if (made.created.length === 0) return answer;
          const reason = answer.error.detail ?? answer.error.code;
          made.failed.push(...batch.codes.map((code) => ({ code, reason })));
          continue;
        }
        made.created.push(...answer.value.created);
        made.failed.push(
          ...answer.value.failed.map(({ code, refusal }) => ({
            code,
            reason: refusal.detail ?? refusal.code,
          })),
        );
      }
      return ok(made);
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
