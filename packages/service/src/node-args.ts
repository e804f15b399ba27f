/**
 * With what Node is started for the programs of the shop: how much memory V8 may use before it collects garbage. `start`,
 * the bench and the tests give them; the units of systemd hold the same text (tested).
 */
export const NODE_ARGS: Readonly<Record<"local-api" | "router-mirror", readonly string[]>> = {
  /**
   * A command and what follows from it leave some 300 kB behind. With V8's own room for young garbage one command in thirty
   * meets a collection, of 1 to 2 ms; with twice the room given here it was one in a hundred, but the process took 700 MB at
   * most. With this it takes 460, without 330.
   */
  "local-api": ["--min-semi-space-size=16", "--max-semi-space-size=16"],
  /** With 10,000 vouchers it then takes 130 MB instead of some 300. */
  "router-mirror": ["--max-old-space-size=96", "--max-semi-space-size=2"],
};
