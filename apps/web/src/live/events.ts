import type { Status } from "@mikro-dash/api-contract/schemas/status";
import type { QueryClient } from "@tanstack/react-query";
import { apiBase } from "../api/connection.ts";
import { STATUS_KEY } from "../features/sync/queries.ts";
import { eventsAre } from "./pace.ts";

const SESSIONS = ["board", "session", "reviews"];

/** Which screens show what is in a table; a table that is not named here concerns all of them. */
const QUERIES_OF: Readonly<Record<string, readonly string[]>> = {
  ps_stations: ["board"],
  ps_sessions: SESSIONS,
  ps_session_segments: SESSIONS,
  ps_session_starts: SESSIONS,
  ps_session_orders: SESSIONS,
  ps_session_charges: SESSIONS,
  ps_session_transfers: SESSIONS,
  ps_session_closings: SESSIONS,
  ps_payments: SESSIONS,
  ps_menu_items: ["menu"],
  packages: ["packages"],
  voucher_sales: ["vouchers", "reviews"],
  // No table, but the router's list: a page was shown an old one, and now there is a newer one.
  vouchers: ["vouchers"],
  devices: ["devices"],
  activity: [],
};

/** The server tells what changed; while it does, nobody has to ask. The browser reconnects by itself. */
export function listenToEvents(client: QueryClient, signal: AbortSignal): void {
  const source = new EventSource(`${apiBase()}/api/v1/events`);
  signal.addEventListener("abort", () => {
    eventsAre(false);
    source.close();
  });
  source.onopen = () => {
    eventsAre(true);
    void client.invalidateQueries();
  };
  source.onerror = () => {
    eventsAre(false);
    void client.invalidateQueries({ queryKey: STATUS_KEY });
    void client.invalidateQueries({ queryKey: ["board"] });
  };
  source.addEventListener("change", (event) => {
    const { entities } = JSON.parse(event.data) as { entities: readonly string[] };
    const names = entities.map((entity) => QUERIES_OF[entity]);
    if (names.includes(undefined))
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== STATUS_KEY[0] });
    else for (const name of new Set(names.flat())) void client.invalidateQueries({ queryKey: [name] });
  });
  source.addEventListener("status", (event) => {
    client.setQueryData(STATUS_KEY, JSON.parse(event.data) as Status);
  });
}
