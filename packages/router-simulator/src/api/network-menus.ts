import type { Router } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import { kept, shown, text } from "./columns.ts";
import type { Menu } from "./menu.ts";
import { Trap } from "./trap.ts";

const firewallFilter: Menu = {
  table: "firewallFilter",
  ordered: true,
  columns: {
    chain: text,
    action: shown("accept"),
    "src-address": text,
    "dst-address": text,
    "src-address-list": text,
    "dst-address-list": text,
    "src-mac-address": text,
    protocol: text,
    "src-port": text,
    "dst-port": text,
    "in-interface": text,
    "out-interface": text,
    "connection-state": text,
    "reject-with": text,
    log: shown("false", "boolean"),
    "log-prefix": shown(""),
    bytes: kept("0", "bytes"),
    packets: kept("0", "integer"),
    invalid: kept("false", "boolean"),
    dynamic: kept("false", "boolean"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(_router, row) {
    if (!row.chain) throw new Trap("missing =chain=");
    const actions = ["accept", "drop", "reject", "jump", "log", "passthrough", "return", "tarpit"];
    actions.push("fasttrack-connection", "add-src-to-address-list", "add-dst-to-address-list");
    if (!actions.includes(row.action ?? "accept"))
      throw new Trap("input does not match any value of action", "1");
  },
};

const addressList: Menu = {
  table: "addressList",
  columns: {
    list: text,
    address: text,
    "creation-time": kept(),
    dynamic: kept("false", "boolean"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(router, row, id) {
    for (const name of ["list", "address"]) if (!row[name]) throw new Trap(`missing =${name}=`);
    const twin = router.tables.addressList.find(
      (other) => other.list === row.list && other.address === row.address,
    );
    if (twin && twin[0] !== id) throw new Trap("failure: already have such entry");
  },
};

const simpleQueue: Menu = {
  table: "simpleQueues",
  ordered: true,
  columns: {
    name: text,
    target: text,
    dst: text,
    parent: shown("none"),
    "max-limit": shown("0/0"),
    "limit-at": shown("0/0"),
    priority: shown("8/8"),
    queue: shown("default-small/default-small"),
    bytes: kept("0/0"),
    packets: kept("0/0"),
    invalid: kept("false", "boolean"),
    dynamic: kept("false", "boolean"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(router, row, id) {
    if (!row.target) throw new Trap("missing =target=");
    const twin = router.tables.simpleQueues.named(row.name ?? "");
    if (twin && twin[0] !== id) throw new Trap("failure: already have queue with this name");
  },
};

const netwatch: Menu = {
  table: "netwatch",
  columns: {
    name: text,
    host: text,
    type: shown("simple"),
    interval: shown("10s", "duration"),
    timeout: shown("3s", "duration"),
    "up-script": text,
    "down-script": text,
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(_router, row) {
    if (!row.host) throw new Trap("missing =host=");
  },
  computed: (router, row) => (row.disabled === "true" ? {} : { status: answers(router, row) }),
};

/** Who has an address now answers a ping, unless it was switched off since. */
function answers(router: Router, { host }: Row): "up" | "down" {
  const lease = router.tables.leases.find(
    (row) =>
      row.address === host && row.status === "bound" && !router.switchedOff.has(row["mac-address"] ?? ""),
  );
  return lease || router.sessions.all().some((session) => session.address === host) ? "up" : "down";
}

const scheduler: Menu = {
  table: "schedulers",
  columns: {
    name: text,
    "start-date": text,
    "start-time": shown("startup"),
    interval: shown("0s", "duration"),
    "on-event": shown(""),
    owner: kept(),
    policy: shown("read,write,test"),
    "run-count": kept("0", "integer"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(router, row, id) {
    if (!row.name) throw new Trap("missing =name=");
    const twin = router.tables.schedulers.named(row.name);
    if (twin && twin[0] !== id) throw new Trap("failure: item with this name already exists");
  },
};

/** What lets traffic through, holds it back, and looks whether somebody is there. */
export const NETWORK_MENUS: readonly (readonly [string, Menu])[] = [
  ["/ip/firewall/filter", firewallFilter],
  ["/ip/firewall/address-list", addressList],
  ["/queue/simple", simpleQueue],
  ["/tool/netwatch", netwatch],
  ["/system/scheduler", scheduler],
];
