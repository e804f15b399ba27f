/** What the WiFi page shows; the first is shown when the address says nothing. */
export const WIFI_SHOWS = ["sessions", "networks", "devices"] as const;
export type WifiShow = (typeof WIFI_SHOWS)[number];
