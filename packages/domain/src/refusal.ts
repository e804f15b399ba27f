/** Every reason for which the business says no. One list: the HTTP status of each is decided in one place. */
export const REFUSAL_CODES = [
  "STATION_BUSY",
  "STATION_OUT_OF_ORDER",
  "STATION_IN_USE",
  "STATION_WITHOUT_ADDRESS",
  "CONSOLE_NOT_SEEN",
  "SESSION_ENDED",
  "ALREADY_PAUSED",
  "NOT_PAUSED",
  "BILL_CHANGED",
  "ID_REUSED",
  "NOT_FOUND",
  "INVALID",
  "CONFLICT",
  "ALREADY_VOIDED",
  "CLOSING_VOIDED",
  "ALREADY_SOLD",
  "PAIRING_INVALID",
  "ROUTER_UNAVAILABLE",
  "ROUTER_REFUSED",
  "UNAUTHORIZED",
  "FORBIDDEN",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One field of the command that is out of bounds; `path` is the field's name in the command (`payment.amount`). */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
}

/** A refusal with a sentence for the log; the words for people are the screen's. */
export function refusal(code: RefusalCode, detail?: string): Refusal {
  return detail === undefined ? { code } : { code, detail };
}

/** INVALID, naming each field. */
export function invalid(...fields: readonly FieldProblem[]): Refusal {
  return { code: "INVALID", fields };
}
