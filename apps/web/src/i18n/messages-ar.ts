import { app, settings, stale, time } from "./ar/app.ts";
import { board, help } from "./ar/board.ts";
import { closing } from "./ar/closing.ts";
import { consoles } from "./ar/consoles.ts";
import { lostUsage } from "./ar/lost-usage.ts";
import { menu } from "./ar/menu.ts";
import { clock, outage } from "./ar/outage.ts";
import { devices, pair } from "./ar/phones.ts";
import { reviews } from "./ar/reviews.ts";
import { bill, session } from "./ar/session.ts";
import { edge, sync } from "./ar/sync.ts";
import { print, voucherWork } from "./ar/voucher-work.ts";
import { packages, vouchers, wifi } from "./ar/wifi.ts";
import { wifiWork } from "./ar/wifi-work.ts";
import type { Messages } from "./messages-en.ts";

export const arabic: Messages = {
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
