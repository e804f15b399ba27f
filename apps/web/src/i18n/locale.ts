export type Locale = "ar" | "en";
export type Digits = "latn" | "arab";
export type Direction = "rtl" | "ltr";

export const directionOf = (locale: Locale): Direction => (locale === "ar" ? "rtl" : "ltr");

/** The digits are always said: the locale's own default differs between browsers. */
export const tagOf = (locale: Locale, digits: Digits): string =>
  `${locale === "ar" ? "ar-EG" : "en-GB"}-u-nu-${digits}`;
