import type { RefusalCode } from "@mikro-dash/domain/refusal";

/** The one place that maps a code to a status. The words for people are in the web's catalogue, by code. */
export const ERROR_STATUS = {
  MALFORMED: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  PAIRING_INVALID: 403,
  NOT_FOUND: 404,
  UNKNOWN_PATH: 404,
  METHOD_NOT_ALLOWED: 405,
  STATION_BUSY: 409,
  STATION_OUT_OF_ORDER: 409,
  STATION_IN_USE: 409,
  SESSION_ENDED: 409,
  ALREADY_PAUSED: 409,
  NOT_PAUSED: 409,
  BILL_CHANGED: 409,
  ID_REUSED: 409,
  CONFLICT: 409,
  ALREADY_VOIDED: 409,
  CLOSING_VOIDED: 409,
  ALREADY_SOLD: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  ROUTER_REFUSED: 502,
  ROUTER_UNAVAILABLE: 503,
  UNAVAILABLE: 503,
  STORAGE_FULL: 507,
} as const satisfies Record<RefusalCode, number> & Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const ERROR_CODES = Object.keys(ERROR_STATUS) as readonly ErrorCode[];

/** One short English sentence a code; `title` of the problem. Clients show their own words, by code. */
export const ERROR_TITLE: Record<ErrorCode, string> = {
  MALFORMED: "The body is not JSON.",
  UNAUTHORIZED: "A device token is needed, or this one was revoked.",
  FORBIDDEN: "This is not allowed from here.",
  PAIRING_INVALID: "The pairing code is wrong, used or expired.",
  NOT_FOUND: "There is nothing with this id.",
  UNKNOWN_PATH: "There is no such address.",
  METHOD_NOT_ALLOWED: "This address does not know that method.",
  STATION_BUSY: "The station has an open session.",
  STATION_OUT_OF_ORDER: "The station is out of order.",
  STATION_IN_USE: "The station is in use.",
  SESSION_ENDED: "The session has ended.",
  ALREADY_PAUSED: "The session is already paused.",
  NOT_PAUSED: "The session is not paused.",
  BILL_CHANGED: "The bill is no longer what was shown.",
  ID_REUSED: "This id was already used for something else.",
  CONFLICT: "Somebody else changed this meanwhile; look again.",
  ALREADY_VOIDED: "This was already voided.",
  CLOSING_VOIDED: "This closing was voided.",
  ALREADY_SOLD: "This voucher was already sold.",
  TOO_LARGE: "The body is larger than 256 KB.",
  UNSUPPORTED_MEDIA_TYPE: "The body must be application/json.",
  INVALID: "Some values are not accepted.",
  RATE_LIMITED: "Too many attempts; wait a little.",
  INTERNAL: "Something went wrong here.",
  ROUTER_REFUSED: "The router refused.",
  ROUTER_UNAVAILABLE: "The router cannot be reached from here.",
  UNAVAILABLE: "This cannot be answered right now.",
  STORAGE_FULL: "The disk is full; nothing was saved.",
};
