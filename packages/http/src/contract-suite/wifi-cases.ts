import type { EndpointName, EndpointRequest } from "@mikro-dash/api-contract/contract";
import type { Case } from "./case.ts";
import { good, refused, thrice } from "./case-builders.ts";
import { STATION_1, suiteId } from "./ids.ts";

const PRINT = suiteId(0x92);

/** The router of a contract suite is away, on both hosts: what needs it says so, what does not is done. */
export function wifi(): readonly Case[] {
  return [
    ...thrice(
      "markPrinted",
      { body: { id: PRINT, codes: ["TBJ26N", "00123"] } },
      { codes: ["TBJ26N"] },
      { codes: ["TBJ26N", "00123"] },
    ),
    good("markPrinted", { body: { codes: ["TBJ26N"] } }, "without an id, once more", { codes: ["TBJ26N"] }),
    unreachable(
      "updateVoucher",
      { params: { id: "*1" }, body: { timeLimit: 7_200, bytesLimit: null } },
      "extends",
    ),
    unreachable("updateVoucher", { params: { id: "TBJ26N" }, body: { resetCounters: true } }, "resets"),
    unreachable("updateVoucher", { params: { id: "*1" }, body: {} }, "says nothing"),
    unreachable("deleteVouchers", { body: { id: suiteId(0x93), ids: ["*1", "TBJ26N"] } }, "deletes"),
    unreachable(
      "deleteVouchers",
      { body: { id: suiteId(0x93), ids: ["*2"] } },
      "with the id of what was not done",
    ),
    unreachable("restoreLostUsage", { body: { id: suiteId(0x94) } }, "restores what all lost"),
    unreachable("restoreLostUsage", { body: { ids: ["TBJ26N"] } }, "restores what one lost"),
    unreachable(
      "disconnectWifiSession",
      { params: { id: "TBJ26N@A4:83:E7:00:00:01" }, body: {} },
      "puts out",
    ),
    unreachable("listStationInternet", {}, "asks who reaches the internet"),
    unreachable(
      "setStationInternet",
      { params: { id: STATION_1 }, body: { id: suiteId(0x94), allowed: false } },
      "cuts off",
    ),
    unreachable("setStationInternet", { params: { id: STATION_1 }, body: { allowed: true } }, "lets through"),
    unreachable("updateWifiNetwork", { params: { id: "*1" }, body: { ssid: "كافيه النجوم" } }, "renames"),
  ];
}

function unreachable<N extends EndpointName>(endpoint: N, said: EndpointRequest<N>, name: string): Case {
  const outOfReach = refused(endpoint, said, `${name}, and no router is in reach`, "ROUTER_UNAVAILABLE");
  return { ...outOfReach, onEdge: outOfReach.expect }; // each says why in its own words
}
