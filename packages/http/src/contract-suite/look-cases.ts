import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Case } from "./case.ts";
import { good, refused } from "./case-builders.ts";
import * as id from "./ids.ts";

const MINUTE = 60_000;
/** What the screens read. */
export function look(t0: number): readonly Case[] {
  const ids = (...list: string[]) => ({ items: list.map((one) => ({ id: one })) });
  return [
    good("getBoard", {}, "shows who plays and the last bill", {
      stations: [
        { id: id.STATION_1, session: null },
        { id: id.STATION_2, session: { id: id.SESSION_3 } },
        { id: id.STATION_3 },
      ],
    }),
    // The days are the shop's own; a phone has none.
    {
      ...good("listConsoles", {}, "without a router", {
        items: [{ stationId: id.STATION_1, state: "unknown" }, {}, {}],
      }),
      onEdge: {
        status: 200,
        body: { items: [{ stationId: id.STATION_1, state: "unknown", days: null }, {}, {}] },
      },
    },
    good("listSessions", {}, "newest first", ids(id.SESSION_3, id.SESSION_2, id.SESSION_1)),
    good("listSessions", { query: { status: "ended" } }, "that ended", ids(id.SESSION_2, id.SESSION_1)),
    good("listSessions", { query: { status: "open" } }, "that are open", ids(id.SESSION_3)),
    good(
      "listSessions",
      { query: { from: (t0 + 50 * MINUTE) as EpochMs, to: (t0 + 51 * MINUTE) as EpochMs } },
      "of a minute",
    ),
    good("listSessions", { query: { stationId: id.STATION_1 as never } }, "of a station"),
    good("listSessions", { query: { limit: 1 } }, "one page", ids(id.SESSION_3)),
    good("listReviews", {}, "has none", { items: [] }),
    good("listVouchers", {}, "without a router", {
      ...{ source: "cached", lossesAsOf: null, items: [], nextCursor: null },
    }),
    good("listLostUsage", {}, "without a router nobody knows", { source: "cached", asOf: null, items: [] }),
    ...(["yes", "no"] as const).map((printed) =>
      good("listVouchers", { query: { printed } }, `printed: ${printed}`, { items: [] }),
    ),
    good("listVouchers", { query: { createdAt: t0 as EpochMs } }, "made together", { items: [] }),
    refused("listVouchers", { query: { printed: "maybe" } as never }, "perhaps printed", "INVALID", {
      fields: ["printed"],
    }),
    good("listWifiSessions", {}, "without a router", { items: [] }),
    good("listWifiDevices", {}, "without a router", { items: [] }),
    good("listWifiNetworks", {}, "without a router", { items: [] }),
    good("listActivity", { query: { limit: 5 } }, "is written"),
    // Each host has its own phones here, and only the shop invites one.
    { ...good("listDevices", {}, "answers"), onEdge: { status: 200 } },
    {
      ...good("createPairing", { body: { id: id.PAIRING } }, "invites"),
      onEdge: { status: 503, code: "ROUTER_UNAVAILABLE" },
    },
    { ...refused("createPairing", { body: { id: id.PAIRING } }, "sent again", "ID_REUSED"), only: "local" },
    good("getStatus", {}, "answers"),
    good("getHealth", {}, "answers", { status: "ok" }),
    good("getReady", {}, "answers", { status: "ready" }),
    good("getOpenApi", {}, "is the same document", { openapi: "3.1.0" }),
    good("getDocs", {}, "is the same page"),
  ];
}

/** What changes at last. */
export function tidyUp(): readonly Case[] {
  return [
    refused("deleteStation", { params: { id: id.STATION_2 } }, "where somebody plays", "STATION_IN_USE"),
    good("deleteStation", { params: { id: id.STATION_3 } }, "removes", { deleted: true }),
    good("deleteStation", { params: { id: id.STATION_3 } }, "sent again answers the same", { deleted: true }),
    refused(
      "updateStation",
      { params: { id: id.STATION_3 }, body: { name: "x" } },
      "what was removed",
      "NOT_FOUND",
    ),
    refused("startSession", { body: { stationId: id.STATION_3 } }, "on what was removed", "NOT_FOUND"),
    good("updateSettings", { body: { roundTo: 1, businessName: "قهوة السلام" } }, "changes", {
      roundTo: 1,
      minimumCharge: 0,
    }),
    refused("updateSettings", { body: { timeZone: "Africa/Giza" } }, "to no place", "INVALID", {
      fields: ["timeZone"],
    }),
    refused("updateSettings", { body: { consoleDebounceSeconds: 5 } }, "to less than a look", "INVALID", {
      fields: ["consoleDebounceSeconds"],
    }),
    good("getSettings", {}, "are kept", { roundTo: 1, businessName: "قهوة السلام" }),
  ];
}
