import type { Case } from "./case.ts";
import { close } from "./close-cases.ts";
import { look, tidyUp } from "./look-cases.ts";
import { openTheShop } from "./open-the-shop-cases.ts";
import { play } from "./play-cases.ts";
import { powerCut } from "./power-cut-cases.ts";
import { decide } from "./review-cases.ts";
import { wifi } from "./wifi-cases.ts";

/**
 * An evening in the shop, worked out by hand, on an empty database. `t0`: an instant about an hour ago; every command
 * says its own instant, so that both servers bill the same to the piaster.
 */
export function lifeCases(t0: number): readonly Case[] {
  return [
    ...openTheShop(),
    ...play(t0),
    ...close(t0),
    ...powerCut(t0),
    ...look(t0),
    ...wifi(),
    ...tidyUp(),
    ...decide(t0),
  ];
}
