const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const SUITE = "018f3a5c-7b2e-7c11-8a44-";

/** Differ between two servers, or between two runs, without being wrong. */
const VOLATILE = new Set([
  "actor",
  "asOf",
  "by",
  "closedAt",
  "closedBy",
  "device",
  "chargedAt",
  "detail",
  "requestId",
  "printedAt",
  "resolvedAt",
  "serverTime",
  "synced",
  "takenAt",
  "updatedAt",
]);

/** Says which host it is by its very purpose. */
const STATUS_FIELDS =
  /^(host|version|online|pull|pending|last.*|clock.*|rejects|.*SeenAt|.*Problem|freezeProposal|capabilities)$/;

/** The answer without ids and instants that the server chose, so that those of two servers can be compared. */
export function normalise(value: unknown, key = ""): unknown {
  if (VOLATILE.has(key)) return value === null ? null : `<${key}>`;
  if (key === "receiptNo" && typeof value === "string") return value.replace(/^[A-Za-z]+/, "X");
  if (key === "nextCursor" && typeof value === "string") return normalise(value.replace(/\d{13}/, "<at>"));
  if (typeof value === "string") return value.replace(UUID, (id) => (id.startsWith(SUITE) ? id : "<id>"));
  if (Array.isArray(value)) return value.map((item) => normalise(item));
  if (typeof value !== "object" || value === null) return value;
  const isStatus = "host" in value && "capabilities" in value;
  const isRunning = "status" in value && value.status === "running";
  const isActivity = "verb" in value && "rowIds" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (isStatus && STATUS_FIELDS.test(name)) return [name, "<host>"];
      if (isRunning && name === "bill") return [name, "<ticking>"];
      if (isActivity && name === "at") return [name, "<at>"];
      return [name, normalise(inner, name)];
    }),
  );
}
