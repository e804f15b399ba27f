import { counted } from "./counted.ts";

/** What the router tells of the consoles. */
export const consoles = {
  title: "Consoles",
  address: "Console's network address (MAC)",
  addressHint: "As on the console: AA:BB:CC:DD:EE:FF. Empty: not watched.",
  idle: "Console on, nobody counts",
  off: "Console off",
  explain: "For stations with a network address. A router that is away starts and pauses nothing.",
  autoStart: "A console that is switched on starts its session",
  autoPause: "A console that is switched off pauses its session",
  debounce: "After how many seconds",
  cooldown: "Pause after an ended session, in minutes",
  outOf: (least: string, most: string) => `From ${least} to ${most}`,
  unpaid: "Played without a session, last 7 days",
  noneUnpaid: "None.",
  minutes: (n: number, shown: string) => counted(n, shown, "# minute", "# minutes"),
};
