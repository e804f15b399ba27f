import { bytesOf } from "../wire/byte-string.ts";
import type { Router } from "./router.ts";
import type { Row } from "./table.ts";

export type Seed = "cafe" | "bare";

/** What a café's router has before anybody sells a voucher. */
export function seedRouter(router: Router, seed: Seed): void {
  const tables = router.tables;
  tables.identity.add({ name: seed === "cafe" ? bytesOf("كافيه النجوم") : "MikroTik" });
  tables.hotspotProfiles.add({
    name: "default",
    "login-by": "cookie,http-chap",
    "http-cookie-lifetime": "3d",
  });
  tables.hotspotUserProfiles.add({
    name: "default",
    "shared-users": "1",
    "status-autorefresh": "1m",
    "add-mac-cookie": "true",
  });
  tables.hotspotUsers.put("*0", {
    name: "default-trial",
    comment: "counters and limits for trial users",
    default: "true",
  });
  if (seed === "bare") return;
  tables.hotspotServers.add({
    name: "hotspot1",
    interface: "bridge-wifi",
    "address-pool": "hs-pool-1",
    profile: "hsprof1",
  });
  tables.hotspotProfiles.add({
    name: "hsprof1",
    "hotspot-address": "10.5.50.1",
    "dns-name": "wifi.cafe",
    "login-by": "http-chap,mac-cookie",
  });
  for (const [name, rate] of [
    ["1GB", "5M/10M"],
    ["3GB", "5M/10M"],
    ["1day", "3M/6M"],
    ["free-hour", "1M/2M"],
  ] as const) {
    tables.hotspotUserProfiles.add({
      name,
      "rate-limit": rate,
      "shared-users": "1",
      "add-mac-cookie": "true",
    });
  }
  for (const lease of cafeLeases()) tables.leases.add(lease);
  for (const [name, type] of [
    ["ether1", "ether"],
    ["ether2", "ether"],
    ["bridge-wifi", "bridge"],
  ] as const) {
    tables.interfaces.add({
      name,
      type,
      running: "true",
      "mac-address": `48:A9:8A:00:00:0${tables.interfaces.size + 1}`,
    });
  }
  seedNetworks(router);
}

function cafeLeases(): Row[] {
  const devices = [
    ["10.5.50.10", "00:D9:D1:10:20:01", "PS5-01", bytesOf("بلايستيشن ١")],
    ["10.5.50.11", "00:D9:D1:10:20:02", "PS5-02", bytesOf("بلايستيشن ٢")],
    ["10.5.50.12", "2C:CC:44:10:20:03", "PS4-03", ""],
    ["10.5.50.14", "B8:27:EB:77:01:44", "cashier-pc", bytesOf("الكاشير")],
  ] as const;
  return devices.map(([address, mac, host, comment]) => ({
    address,
    "mac-address": mac,
    server: "dhcp1",
    status: "bound",
    "host-name": host,
    ...(comment ? { comment } : {}),
  }));
}

function seedNetworks(router: Router): void {
  const kind = router.wireless;
  const networks = [
    {
      name: kind === "wireless" ? "wlan1" : "wifi1",
      ssid: bytesOf("كافيه النجوم"),
      mac: "48:A9:8A:00:00:11",
      pass: "",
    },
    {
      name: kind === "wireless" ? "wlan2" : "wifi2",
      ssid: "Staff",
      mac: "48:A9:8A:00:00:12",
      pass: "staff-12345",
    },
  ];
  if (kind === "wireless") router.tables.securityProfiles.add({ name: "default" });
  for (const { name, ssid, mac, pass } of networks) {
    router.tables.interfaces.add({
      name,
      type: kind === "wireless" ? "wlan" : "wifi",
      running: "true",
      "mac-address": mac,
    });
    if (kind === "wireless") {
      const security = pass ? `${name}-security` : "default";
      if (pass) {
        router.tables.securityProfiles.add({
          name: security,
          mode: "dynamic-keys",
          "wpa2-pre-shared-key": pass,
        });
      }
      const row = { name, ssid, "mac-address": mac, mode: "ap-bridge", "security-profile": security };
      router.tables.wireless.add({ ...row, running: "true", "interface-type": "Atheros AR9300" });
      continue;
    }
    router.tables.wireless.add({
      name,
      "default-name": name,
      "mac-address": mac,
      "configuration.ssid": ssid,
      "configuration.mode": "ap",
      running: "true",
      master: "true",
      ...(pass ? { "security.passphrase": pass, "security.authentication-types": "wpa2-psk,wpa3-psk" } : {}),
    });
  }
}

/** Vouchers as the shop makes them, for lists that are long from the start. Names are `V00001`, … */
export function seedVouchers(router: Router, count: number): void {
  for (let n = 1; n <= count; n++) {
    const name = `V${String(n).padStart(5, "0")}`;
    router.tables.hotspotUsers.add({
      name,
      password: name,
      profile: "1GB",
      "limit-bytes-total": String(1024 ** 3),
      comment: `pkg:1GB|created:${router.now}|`,
    });
  }
}
