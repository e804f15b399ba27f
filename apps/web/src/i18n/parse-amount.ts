const FOREIGN_DIGITS = /[٠-٩۰-۹]/g;

/** Text as typed, in Latin digits with a point: `١٢٫٥` → `12.5`. */
export function latinNumber(text: string): string {
  return text
    .trim()
    .replace(FOREIGN_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[٫,]/g, ".")
    .replace(/[٬\s]/g, "");
}

/** Pounds as typed → piasters; null when it is not an amount of at most two decimals. */
export function parseAmount(text: string): number | null {
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(latinNumber(text));
  if (match === null) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** A whole number as typed; null when it is none. */
export function parseWhole(text: string): number | null {
  const latin = latinNumber(text);
  return /^\d{1,9}$/.test(latin) ? Number(latin) : null;
}
