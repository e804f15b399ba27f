import type { RouterTroubleKind } from "@mikro-dash/api-contract/router-troubles";
import type { ErrorWords } from "./error-messages-en.ts";

/** `name`: whom or what the router spoke of, set apart from the line around it; "" when it named nobody. */
export type RouterWords = Readonly<Record<RouterTroubleKind, (name: string) => ErrorWords>>;

const works = "Stations and bills go on working.";
const nothing = "Nothing was changed.";
const again = "Try again in a minute.";

export const englishRouterWords: RouterWords = {
  none: () => ({
    what: "No router is set up.",
    safe: works,
    todo: "Whoever set up this computer can enter the router's address.",
  }),
  fromHere: () => ({
    what: "Only the shop's computer can do this.",
    safe: nothing,
    todo: "Do it there: it talks to the router.",
  }),
  password: (name) => ({
    what: `The router does not accept the password of its user ${name}.`,
    safe: works,
    todo: "Give that user its old password back, or enter the new one on this computer.",
  }),
  login: (name) => ({
    what: `The router does not let its user ${name} in.`,
    safe: works,
    todo: "Look at that user on the router: it may be disabled, or allowed only from another address.",
  }),
  silent: () => ({
    what: "The router does not answer.",
    safe: works,
    todo: "Look at the cable between router and computer; try again in a minute.",
  }),
  off: () => ({
    what: "The router is off, or its cable is out.",
    safe: works,
    todo: "Look at its power and its cable; it is found again by itself.",
  }),
  hungUp: () => ({
    what: "The router hung up; it may be restarting.",
    safe: works,
    todo: again,
  }),
  permission: () => ({
    what: "The router's user may not do this.",
    safe: nothing,
    todo: "On the router, give its group the policies read, write and api.",
  }),
  missing: (name) => ({
    what: `The router no longer has the ${name} of this package.`,
    safe: nothing,
    todo: "Put it back on the router, or change the package.",
  }),
  taken: (name) => ({
    what:
      name === ""
        ? "The router has a user of this name already."
        : `The router has another user named ${name}.`,
    safe: "That one was not touched.",
    todo: "Make one voucher more; it gets another code.",
  }),
  full: () => ({
    what: "The router's memory is full, so it keeps nothing new.",
    safe: "What is on it works on.",
    todo: "Delete used-up vouchers or files from it, then try again.",
  }),
  gone: () => ({
    what: "This is not on the router any more.",
    safe: "Sales stay in the books.",
    todo: "Look at the list again.",
  }),
  twins: () => ({
    what: "The router has several users of this name.",
    safe: nothing,
    todo: "Remove the wrong one on the router.",
  }),
  version: () => ({
    what: "This router cannot do this.",
    safe: nothing,
    todo: "It needs another RouterOS version or package.",
  }),
  nothingLost: () => ({
    what: "It has lost nothing, or that was restored before.",
    safe: nothing,
    todo: "Nothing needs to be done.",
  }),
  wasReset: () => ({
    what: "It was started from zero after that.",
    safe: nothing,
    todo: "There is nothing left to restore.",
  }),
  said: (name) => ({
    what: name === "" ? "The router refused without saying why." : `The router refused: ${name}.`,
    safe: nothing,
    todo: again,
  }),
};
