/** A long name wraps, and gets smaller before it does: it is never cut off. */
const LONG = 14;

export const nameSize = (name: string): string => (name.length > LONG ? "text-body leading-5" : "text-name");
