import type { ErrorCode } from "@mikro-dash/api-contract/error-codes";

/** Three short sentences: what happened, what is safe, what to do. */
export type ErrorWords = { readonly what: string; readonly safe: string; readonly todo: string };
/** The codes of the contract, and what only the screen knows: nobody answered, or the page itself broke. */
export type ScreenCode =
  | ErrorCode
  | "INVALID_TIME"
  | "NO_ANSWER"
  | "NOT_HEARD"
  | "FOREIGN_ANSWER"
  | "UNKNOWN";
export type ErrorCatalogue = Readonly<Record<ScreenCode, ErrorWords>>;

const nothing = "Nothing was changed.";

export const englishErrors: ErrorCatalogue = {
  STATION_BUSY: {
    what: "This station already has a session.",
    safe: nothing,
    todo: "Choose a free station, or open the session that runs.",
  },
  STATION_OUT_OF_ORDER: {
    what: "This station is out of order.",
    safe: nothing,
    todo: "Choose another one, or edit the station when it is repaired.",
  },
  STATION_IN_USE: {
    what: "Somebody is playing on this station.",
    safe: nothing,
    todo: "End or move the session first.",
  },
  STATION_WITHOUT_ADDRESS: {
    what: "This station has no network address (MAC).",
    safe: nothing,
    todo: "Open the station's settings, enter the address of its console and try again.",
  },
  CONSOLE_NOT_SEEN: {
    what: "The router has not seen this console yet.",
    safe: nothing,
    todo: "Switch it on, connect it, and check that its address (MAC) is right.",
  },
  SESSION_ENDED: {
    what: "This session has ended.",
    safe: "Its bill and its payments are kept.",
    todo: "Look at its last bill; start a new session if they play on.",
  },
  ALREADY_PAUSED: {
    what: "The meter already stands still.",
    safe: nothing,
    todo: "Resume when they play on.",
  },
  NOT_PAUSED: { what: "The meter is already running.", safe: nothing, todo: "You need do nothing." },
  BILL_CHANGED: {
    what: "The bill changed meanwhile.",
    safe: "Nothing was closed and no money was booked.",
    todo: "Look at the new bill and confirm again.",
  },
  ID_REUSED: {
    what: "This was sent before with other values.",
    safe: "The first one is kept.",
    todo: "Look at what is there, then enter it anew.",
  },
  NOT_FOUND: {
    what: "This does not exist any more.",
    safe: nothing,
    todo: "Go back to the list and choose again.",
  },
  INVALID: {
    what: "Some values are not possible.",
    safe: nothing,
    todo: "Correct what is marked and try again.",
  },
  CONFLICT: {
    what: "Somebody changed this at the same moment.",
    safe: "Their change is kept, yours was not made.",
    todo: "Look at it again and repeat yours if it is still needed.",
  },
  ALREADY_VOIDED: { what: "This was already cancelled.", safe: nothing, todo: "You need do nothing." },
  CLOSING_VOIDED: {
    what: "This bill was reopened.",
    safe: "The money taken before is kept.",
    todo: "Open the session and end it again.",
  },
  ALREADY_SOLD: {
    what: "This voucher was already sold.",
    safe: "The first sale counts, no second one was booked.",
    todo: "Give the customer another voucher.",
  },
  PAIRING_INVALID: {
    what: "This code is wrong, used, or older than two minutes.",
    safe: "Nothing was linked.",
    todo: "Make a new code on the shop's computer.",
  },
  ROUTER_UNAVAILABLE: {
    what: "The router cannot be reached from here.",
    safe: "Stations and bills go on working.",
    todo: "Check the router's power and cable; try again in a minute.",
  },
  ROUTER_REFUSED: {
    what: "The router refused.",
    safe: "Stations and bills go on working.",
    todo: "Check the package's profile, and the password and the rights of the router's user.",
  },
  UNAUTHORIZED: {
    what: "This phone is not linked any more.",
    safe: "Everything in the shop is kept.",
    todo: "Link it again from the shop's computer.",
  },
  FORBIDDEN: { what: "This is not allowed from here.", safe: nothing, todo: "Do it on the shop's computer." },
  MALFORMED: { what: "The server did not understand the page.", safe: nothing, todo: "Load the page again." },
  UNKNOWN_PATH: {
    what: "The server does not know this.",
    safe: nothing,
    todo: "Load the page again: it may be newer than the server.",
  },
  METHOD_NOT_ALLOWED: {
    what: "The server does not do this.",
    safe: nothing,
    todo: "Load the page again: it may be newer than the server.",
  },
  TOO_LARGE: { what: "This is too much at once.", safe: nothing, todo: "Do it in smaller parts." },
  UNSUPPORTED_MEDIA_TYPE: {
    what: "The server did not understand the page.",
    safe: nothing,
    todo: "Load the page again.",
  },
  RATE_LIMITED: {
    what: "Too many tries in a short time.",
    safe: nothing,
    todo: "Wait a minute and try again.",
  },
  INTERNAL: {
    what: "Something broke on the server.",
    safe: "What was saved before is safe.",
    todo: "Try again; if it happens again, note the request number.",
  },
  UNAVAILABLE: {
    what: "The server cannot answer right now.",
    safe: "What was saved before is safe.",
    todo: "Wait a moment and try again.",
  },
  STORAGE_FULL: {
    what: "The computer's disk is full.",
    safe: "What was saved before is safe, this was not saved.",
    todo: "Make room on the disk, then try again.",
  },
  NO_ANSWER: {
    what: "There is no answer.",
    safe: "It may or may not have been saved; trying again never saves it twice.",
    todo: "Check the connection and try again.",
  },
  INVALID_TIME: {
    what: "This time is not possible.",
    safe: "Nothing was changed.",
    todo: "Choose a time that is not ahead, not before the customer before left, and at most a day ago.",
  },
  NOT_HEARD: {
    what: "The server does not answer.",
    safe: "What was saved before is safe.",
    todo: "Check the connection and try again; this page goes on trying too.",
  },
  FOREIGN_ANSWER: {
    what: "Something else answered, perhaps the login page of a WiFi.",
    safe: nothing,
    todo: "Log in to that WiFi or use mobile data, then try again.",
  },
  UNKNOWN: {
    what: "Something went wrong on this screen.",
    safe: "What was saved before is safe.",
    todo: "Try again, or load the page again.",
  },
};
