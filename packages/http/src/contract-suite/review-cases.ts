import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Case } from "./case.ts";
import { good, refused } from "./case-builders.ts";
import * as id from "./ids.ts";

const MINUTE = 60_000;

/**
 * What was moved to a bill goes back after that bill was paid: the paid bill and what is known now differ, and the owner
 * decides, whichever server he asks. Bills are exact here (`tidyUp` set `roundTo` to 1).
 */
export function decide(t0: number): readonly Case[] {
  const at = (minutes: number) => (t0 + minutes * MINUTE) as EpochMs;
  const start = (session: string, stationId: string, minute: number) => ({
    body: { id: session, stationId, at: at(minute) },
  });
  const moved = { toSessionId: id.SESSION_5, includeOrders: true, at: at(58.6) };
  const closing = { params: { id: id.SESSION_3 }, body: { at: at(58.2) } };
  const end = { params: { id: id.SESSION_5 }, body: { id: id.CLOSING_5, at: at(58.9) } };
  const review = { params: { id: "<<review>>" } };
  const written = {
    ...review,
    body: { id: id.suiteId(0x208), writeOff: "على حسابنا", expectedDifference: -67 },
  };
  return [
    good("endSession", closing, "makes room"),
    good("startSession", start(id.SESSION_4, id.STATION_2, 58.3), "beside another"),
    good("startSession", start(id.SESSION_5, id.STATION_1, 58.3), "that will pay for both"),
    {
      ...good("transferSession", { params: { id: id.SESSION_4 }, body: moved }, "to who pays"),
      learn: { source: "closing.id" },
    },
    good("endSession", end, "pays for what was moved", { closing: { payable: 100 } }),
    good("voidClosing", { params: { id: "<<source>>" }, body: { reason: "came back" } }, "takes it back", {
      status: "paused",
    }),
    {
      ...good("listReviews", {}, "shows the paid bill beside the one of now", {
        items: [
          {
            kind: "late-items",
            sessionIds: [id.SESSION_5],
            versions: [
              { rowId: id.CLOSING_5, stationId: id.STATION_1, lines: [] },
              { rowId: id.SESSION_5, totals: { transfersIn: 0 }, by: null },
            ],
          },
        ],
      }),
      learn: { review: "items.0.id" },
    },
    refused("resolveReview", { ...review, body: {} }, "without a word", "INVALID", { fields: ["keep"] }),
    refused("resolveReview", { ...review, body: { keep: "x", writeOff: "y" } }, "both ways", "INVALID", {
      fields: ["keep"],
    }),
    refused("resolveReview", { ...review, body: { keep: id.UNKNOWN } }, "for another version", "INVALID", {
      fields: ["keep"],
    }),
    refused(
      "resolveReview",
      { ...review, body: { keep: id.SESSION_5, expectedDifference: 7 } },
      "with other money in mind",
      "CONFLICT",
    ),
    good("resolveReview", written, "writes it off", { writeOff: "على حسابنا", keep: null }),
    good("resolveReview", written, "sent again answers the same", { writeOff: "على حسابنا" }),
    refused(
      "resolveReview",
      { ...review, body: { ...written.body, writeOff: "another reason" } },
      "with a used id and other words",
      "ID_REUSED",
    ),
    refused("resolveReview", { ...review, body: { keep: id.SESSION_5 } }, "otherwise", "CONFLICT"),
    good("listReviews", {}, "has none left", { items: [] }),
    good("getSession", { params: { id: id.SESSION_5 } }, "owes what was paid", {
      charges: [{ reason: "على حسابنا" }],
      reviews: [],
    }),
    {
      ...good("listRejects", {}, "has none", { items: [] }),
      onEdge: { status: 503, code: "ROUTER_UNAVAILABLE" },
    },
  ];
}
