import evening from "../../fixtures/evening.json" with { type: "json" };

/** The evening of `fixtures/evening.json`: what happens when, and what it must cost. Nothing here computes a bill. */
export { evening };

export type Moment = keyof typeof evening.timeline;

/** Epoch ms of a moment: Cairo is UTC+2 in November. */
export const instantOf = (moment: Moment): number =>
  Date.parse(`2026-11-22T${evening.timeline[moment]}+02:00`);
