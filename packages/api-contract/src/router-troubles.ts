/**
 * What can be wrong with a router or a voucher on it, told apart by the sentence (`detail` of a problem, `reason` of a voucher
 * that was left as it is, `routerProblem` of the status), so that a screen can say it in its own language. local-api's tests hold every trouble
 * of a real connection against this list: a sentence that is worded anew there is noticed.
 */
const SENTENCES = [
  ["none", /^No router is configured\b/],
  ["fromHere", /^Only the shop's computer can do this\.$/],
  ["password", /refused the name or the password of its user "(?<name>.*)"\.$/],
  ["login", /refused the login of "(?<name>.*)": .*\.$/],
  ["silent", /^The router at \S+ (?:does|did) not answer\b/],
  [
    "off",
    /cannot be reached: (?:Connection refused|.*\b(?:unreachable|EHOSTUNREACH|ENETUNREACH|ENOTFOUND)\b).*\.$/,
  ],
  [
    "hungUp",
    /^The (?:router|connection to the router)\b.*\b(?:cannot be reached|was lost|was closed|is not reachable)\b/,
  ],
  ["permission", /^The router's user may not do this\b/],
  ["missing", /^The router does not have this (?<name>[^ ]+)\.$/],
  [
    "taken",
    /^The router has another user named (?<name>.+)\.$|^The router has a user of this name already\.$/,
  ],
  ["full", /^The router's memory is full\b/],
  ["gone", /^It is not on the router\b/],
  ["twins", /^Several users of the router are called so\b|several users have this name/],
  ["version", /^This router does not have what was asked for\b/],
  ["nothingLost", /^It has lost nothing that is not restored\.$/],
  ["wasReset", /^Its counters were reset since\.$/],
  ["said", /^The router refused(?:: (?<name>.*)\.| without saying why\.)$/],
] as const;

export type RouterTroubleKind = (typeof SENTENCES)[number][0];

export const ROUTER_TROUBLES: readonly RouterTroubleKind[] = SENTENCES.map(([kind]) => kind);

export interface RouterTrouble {
  readonly kind: RouterTroubleKind;
  /** Of what it speaks: a user, a voucher, or the router's own words. */
  readonly name: string | null;
}

/** Null: not a sentence of the router's. */
export function routerTroubleIn(sentence: string): RouterTrouble | null {
  for (const [kind, pattern] of SENTENCES) {
    const match = pattern.exec(sentence);
    if (match) return { kind, name: match.groups?.name ?? null };
  }
  return null;
}
