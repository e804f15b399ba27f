/**
 * With what Node is started for the programs of the shop: how much memory V8 may use before it collects garbage. `start`,
 * the bench and the tests give them; the units of systemd hold the same text (tested).
 */
export const NODE_ARGS: Readonly<Record<"local-api" | "router-mirror", readonly string[]>> = {
  /**
   * A command leaves some 100 kB behind. With V8's own room for young garbage one command in a hundred waits 2 to 3 ms for
   * a collection; with this it is one in several hundred, and each is no longer than before, for hardly anything survives.
   */
  "local-api": ["--min-semi-space-size=32", "--max-semi-space-size=32"],
  /** With 10,000 vouchers it then takes 130 MB instead of some 300. */
  "router-mirror": ["--max-old-space-size=96", "--max-semi-space-size=2"],
};
