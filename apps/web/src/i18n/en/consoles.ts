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
  cutOff: "No internet",
  cutOffHere:
    "Its internet is cut off. Switch it on before you change this address or remove the station: the router would go on cutting off the old one.",
  internet: {
    title: "Internet of this console",
    on: "On.",
    off: "Cut off.",
    unknown: "Not known.",
    asOf: (age: string) => `So says the router, ${age} ago.`,
    noAddress: "Write the console's network address (MAC) in the station's settings first.",
    notSeen: "The router has not seen it: switch the console on, and check its address.",
    away: (age: string) => `The router has not answered for ${age}.`,
    neverAnswered: "The router does not answer.",
    confirm: "Somebody is playing here. What they play online will stop. Cut it off?",
    cut: "Cut it off",
    keep: "Leave it on",
    cutDone: (station: string) => `${station}: the internet is cut off.`,
    onDone: (station: string) => `${station}: the internet is on.`,
  },
  minutes: (n: number, shown: string) => counted(n, shown, "# minute", "# minutes"),
};
