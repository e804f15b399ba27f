import { app, settings, stale, time } from "./en/app.ts";
import { board, help } from "./en/board.ts";
import { closing } from "./en/closing.ts";
import { consoles } from "./en/consoles.ts";
import { lostUsage } from "./en/lost-usage.ts";
import { menu } from "./en/menu.ts";
import { clock, outage } from "./en/outage.ts";
import { devices, pair } from "./en/phones.ts";
import { reviews } from "./en/reviews.ts";
import { bill, session } from "./en/session.ts";
import { edge, sync } from "./en/sync.ts";
import { print, voucherWork } from "./en/voucher-work.ts";
import { packages, vouchers, wifi } from "./en/wifi.ts";
import { wifiWork } from "./en/wifi-work.ts";

/** Numbers come twice: `n` to choose the form, `shown` in the digits of the setting. Other values come formatted. */
export const english = {
  app,
  board,
  help,
  session,
  bill,
  closing,
  consoles,
  time,
  clock,
  outage,
  vouchers,
  lostUsage,
  voucherWork,
  print,
  packages,
  menu,
  wifi,
  wifiWork,
  sync,
  reviews,
  edge,
  devices,
  pair,
  settings,
  stale,
};

export type Messages = typeof english;
