/** How often a fault is tried: once or a few times in `test`, the full count in `test:long`. */
export const times = (few: number, inFull: number): number =>
  process.env.MIKRO_DASH_LONG === "1" ? inFull : few;
