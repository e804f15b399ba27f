import { formatDuration, parseDuration } from "../values/duration.ts";
import type { ByteString } from "../wire/byte-string.ts";
import type { Router } from "./router.ts";
import type { Row } from "./table.ts";

/** Whether this hotspot server lets a device that was here come back without its code. */
export function serverKnowsCookies(router: Router, server: ByteString): boolean {
  const row = router.tables.hotspotServers.named(server)?.[1];
  const profile = router.tables.hotspotProfiles.named(row?.profile ?? "default")?.[1];
  return (profile?.["login-by"] ?? "").split(",").includes("mac-cookie");
}

/** After a login: the device may come back without its code until the cookie runs out. */
export function bakeCookie(router: Router, user: Row, mac: ByteString): void {
  const profile = router.tables.hotspotUserProfiles.named(user.profile ?? "default")?.[1];
  if (profile?.["add-mac-cookie"] === "false") return;
  const lastsSeconds = parseDuration(profile?.["mac-cookie-timeout"] ?? "3d") ?? 259_200;
  const row = {
    user: user.name ?? "",
    "mac-address": mac,
    "expires-at": `${router.now + lastsSeconds * 1000}`,
  };
  dropCookies(router, (cookie) => cookie["mac-address"] === mac);
  router.tables.hotspotCookies.add(row);
}

export function cookieOf(router: Router, mac: ByteString): Row | undefined {
  return router.tables.hotspotCookies.find((row) => row["mac-address"] === mac)?.[1];
}

export function dropCookies(router: Router, which: (cookie: Row) => boolean): void {
  const { hotspotCookies } = router.tables;
  for (const [id, row] of [...hotspotCookies.entries()]) if (which(row)) hotspotCookies.delete(id);
}

export function expireCookies(router: Router): void {
  dropCookies(router, (row) => Number(row["expires-at"]) <= router.now);
}

export const expiresIn = (router: Router, cookie: Row): ByteString =>
  formatDuration((Number(cookie["expires-at"]) - router.now) / 1000);
