/** Why one voucher of several was left as it is, when it is not the router that says so: the screens have words for each. */
export const OWN_REASONS = {
  notThere: "It is not on the router.",
  nothingLost: "It has lost nothing that is not restored.",
  wasReset: "Its counters were reset since.",
} as const;
