import { randomUUID } from "node:crypto";

/** The two rows that a peer writes where ours runs the command "add an order": the order and the line in the log. */
export const INSERT_ORDER =
  "INSERT INTO ps_session_orders (id, updated_at, synced_at, session_id, menu_item_id, name, name_ar, quantity, " +
  "unit_price, ordered_at) VALUES (?, ?, ?, ?, 'tea', 'Tea', 'شاي', 1, 1000, ?)";
export const INSERT_ACTIVITY =
  "INSERT INTO activity (id, updated_at, synced_at, at, actor, device, verb, session_id, row_ids) " +
  "VALUES (?, ?, ?, ?, 'desktop', 'desktop', 'order.add', ?, ?)";
export const SELECT_SEEN =
  "SELECT 1 AS seen FROM ps_session_orders WHERE id = ? UNION ALL SELECT 1 FROM activity WHERE id = ?";

const stamp = (at: number) => `${new Date(at).toISOString()}-0000-bench001`;

export function orderArgs(id: string, sessionId = "bench"): (string | number | null)[] {
  const at = Date.now();
  return [id, stamp(at), new Date(at).toISOString(), sessionId, at];
}

export function activityArgs(orderId: string, sessionId = "bench"): (string | number | null)[] {
  const at = Date.now();
  return [randomUUID(), stamp(at), new Date(at).toISOString(), at, sessionId, JSON.stringify([orderId])];
}

/** One statement that makes many orders; parameters: session, how many. */
export const QUEUE_ORDERS =
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) " +
  "INSERT INTO ps_session_orders (id, updated_at, session_id, menu_item_id, name, name_ar, quantity, unit_price, ordered_at) " +
  "SELECT lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now') || '-' || printf('%04x', i) || '-bench001', ?1, " +
  "'tea', 'Tea', 'شاي', 1, 1000, 1795374000000 FROM n";
