import type { Locale } from "./locale.ts";

/** Arabic has six forms: 0, 1, 2, 3–10, 11–99, the rest. `other` is the fallback of all. */
export type PluralForms = Partial<Record<Exclude<Intl.LDMLPluralRule, "other">, string>> & {
  readonly other: string;
};

const rules: Record<Locale, Intl.PluralRules> = {
  ar: new Intl.PluralRules("ar-EG"),
  en: new Intl.PluralRules("en-GB"),
};

/** The form for `n`, its `#` replaced by the number as it is shown (in the digits of the setting). */
export function plural(locale: Locale, n: number, shown: string, forms: PluralForms): string {
  const form = forms[rules[locale].select(n)] ?? forms.other;
  return form.replaceAll("#", shown);
}
