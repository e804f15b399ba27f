/**
 * How many facts of a session a database holds, as SQL. A closing keeps how many its writer knew (`seen_facts`): where
 * more are known, somebody's items were not on that bill. Closings and payments do not count, no bill is made of them;
 * nor does the transfer that the closing was made with.
 * @param session SQL of the session's id; no alias in it may be one that is used here
 * @param closing SQL of the closing's id
 */
export function knownFacts(session: string, closing: string): string {
  const count = (table: string, key: string) =>
    `(SELECT count(*) FROM ${table} known WHERE known.${key} = ${session}`;
  const counts = [
    `${count("ps_session_segments", "session_id")})`,
    `${count("ps_session_starts", "session_id")})`,
    `${count("ps_session_orders", "session_id")})`,
    `${count("ps_session_charges", "session_id")})`,
    `${count("ps_session_transfers", "to_session_id")})`,
    `${count("ps_session_transfers", "from_session_id")} AND known.closing_id <> ${closing})`,
    `${count("voids", "session_id")})`,
    // What was moved here is voided by rows that belong to the session that gave it.
    "(SELECT count(*) FROM ps_session_transfers received JOIN voids undone " +
      "ON undone.id IN (received.id, received.closing_id) " +
      `WHERE received.to_session_id = ${session})`,
  ];
  return `(${counts.join(" + ")})`;
}

/** Which version of a session's register a database holds: a limit may price time. Kept as `seen_version`. */
export function knownVersion(session: string): string {
  return `coalesce((SELECT register.updated_at FROM ps_sessions register WHERE register.id = ${session}), '')`;
}
