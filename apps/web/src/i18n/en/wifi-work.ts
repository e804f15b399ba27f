import { counted } from "./counted.ts";

const devicesIn = (n: number, shown: string) => counted(n, shown, "# device", "# devices");

/** The router itself, its networks, and who is on them. */
export const wifiWork = {
  show: "What to show",
  sessions: "Online",
  networks: "Networks",
  devices: "Devices",
  disconnect: "Disconnect",
  disconnectName: (code: string) => `Disconnect ${code}`,
  disconnectTitle: (code: string) => `Disconnect ${code}?`,
  disconnectText: "They are cut off now. The voucher is kept: with what is left of it they can log in again.",
  disconnected: (code: string) => `${code} was disconnected.`,

  on: "On",
  off: "Off",
  noSsid: "No name",
  clients: (n: number, shown: string) => devicesIn(n, shown),
  editNetwork: "Change",
  editNetworkName: (name: string) => `Change ${name}`,
  ssid: "Name of the network",
  ssidHint: "At most 32 letters, or 16 in Arabic.",
  ssidProblem: "1 to 32 letters; Arabic ones count twice.",
  password: "New password",
  passwordHint: "Empty: stays as it is.",
  passwordProblem: "8 to 63 letters, digits and signs of the Latin keyboard.",
  sendOut: "Switched on",
  review: "Next",
  confirmTitle: (name: string) => `Change ${name}?`,
  willRename: (before: string, after: string) => `Its name becomes ${after}, it was ${before}.`,
  willPassword: "It gets a new password.",
  willOn: "It is switched on.",
  willOff: "It is switched off: nobody finds it any more.",
  thrownOff: (n: number, shown: string) =>
    counted(
      n,
      shown,
      "# device is on it now and is thrown off.",
      "# devices are on it now and are thrown off.",
    ),
  nobodyOff: "Nobody is on it now.",
  ownLine: "If this computer is on it, it is thrown off too.",
  joinAgain: "They have to join again by hand.",
  confirm: "Change it now",
  changed: (name: string) => `${name} was changed.`,
  noNetworks: "The router has no WiFi networks",
  noNetworksText: "A router without radio, or a driver this app does not know.",

  isHere: "Here",
  wasHere: "Away",
  /** What tells that a device is here, when it is not the radio. */
  seenBy: { lease: "has an address", netwatch: "answers" },
  unnamed: "No name",
  noDevices: "The router knows no devices",
  noDevicesText: "Whatever asks the router for an address shows up here.",

  router: "Router",
  uptime: "Running for",
  cpu: "Processor",
  memory: "Memory free",
  of: (free: string, total: string) => `${free} of ${total}`,
  percent: (shown: string) => `${shown}%`,
};
