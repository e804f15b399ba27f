import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { BoardPage } from "../features/board/board-page.tsx";
import { type BoardFilter, FILTERS } from "../features/board/station-view.ts";
import { isPanelView, type PanelView } from "../features/session/panel-view.ts";
import { VOUCHER_STATUSES, type VoucherFilter } from "../features/vouchers/voucher-filter.ts";
import { WIFI_SHOWS, type WifiShow } from "../features/wifi/wifi-show.ts";
import { Broken, NotFound } from "./broken.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken });
const under = { getParentRoute: () => root } as const;

const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

type BoardSearch = {
  readonly station?: string | undefined;
  readonly view?: PanelView | undefined;
  readonly show?: BoardFilter | undefined;
};

const board = createRoute({
  ...under,
  path: "/",
  component: BoardPage,
  validateSearch: (search: Record<string, unknown>): BoardSearch => ({
    station: text(search.station),
    view: isPanelView(search.view) ? search.view : undefined,
    show: FILTERS.find((filter) => filter === search.show),
  }),
});

const vouchers = createRoute({
  ...under,
  path: "/vouchers",
  component: lazyRouteComponent(() => import("../features/vouchers/vouchers-page.tsx"), "VouchersPage"),
  validateSearch: (search: Record<string, unknown>): VoucherFilter => ({
    q: text(search.q),
    status: VOUCHER_STATUSES.find((status) => status === search.status),
    package: text(search.package),
    printed: (["yes", "no"] as const).find((printed) => printed === search.printed),
    made: Number.isSafeInteger(search.made) ? (search.made as number) : undefined,
  }),
});

const pair = createRoute({
  ...under,
  path: "/pair",
  component: lazyRouteComponent(() => import("../features/devices/pair-page.tsx"), "PairPage"),
  validateSearch: (search: Record<string, unknown>): { readonly code?: string | undefined } => ({
    code: text(search.code),
  }),
});

const wifi = createRoute({
  ...under,
  path: "/wifi",
  component: lazyRouteComponent(() => import("../features/wifi/wifi-page.tsx"), "WifiPage"),
  validateSearch: (search: Record<string, unknown>): { readonly show?: WifiShow | undefined } => ({
    show: WIFI_SHOWS.find((show) => show === search.show),
  }),
});

const pages = [
  createRoute({
    ...under,
    path: "/reviews",
    component: lazyRouteComponent(() => import("../features/reviews/reviews-page.tsx"), "ReviewsPage"),
  }),
  createRoute({
    ...under,
    path: "/menu",
    component: lazyRouteComponent(() => import("../features/menu/menu-page.tsx"), "MenuPage"),
  }),
  createRoute({
    ...under,
    path: "/packages",
    component: lazyRouteComponent(() => import("../features/packages/packages-page.tsx"), "PackagesPage"),
  }),
  createRoute({
    ...under,
    path: "/phones",
    component: lazyRouteComponent(() => import("../features/devices/phones-page.tsx"), "PhonesPage"),
  }),
  createRoute({
    ...under,
    path: "/settings",
    component: lazyRouteComponent(() => import("../features/settings/settings-page.tsx"), "SettingsPage"),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([board, vouchers, wifi, pair, ...pages]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
