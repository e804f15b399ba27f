import { type PluralForms, plural } from "../plural.ts";

/** Six forms: none, one, two, a few, many, the rest. */
export const counted = (n: number, shown: string, forms: PluralForms) => plural("ar", n, shown, forms);

export const order: PluralForms = {
  zero: "مفيش طلبات",
  one: "طلب واحد",
  two: "طلبين",
  few: "# طلبات",
  other: "# طلب",
};
export const session: PluralForms = {
  zero: "ولا جلسة",
  one: "جلسة واحدة",
  two: "جلستين",
  few: "# جلسات",
  other: "# جلسة",
};
export const voucher: PluralForms = {
  zero: "ولا كارت",
  one: "كارت واحد",
  two: "كارتين",
  few: "# كروت",
  other: "# كارت",
};
export const station: PluralForms = {
  zero: "ولا جهاز",
  one: "جهاز واحد",
  two: "جهازين",
  few: "# أجهزة",
  other: "# جهاز",
};
export const person: PluralForms = {
  zero: "ولا حد",
  one: "واحد",
  two: "اتنين",
  few: "#",
  other: "#",
};
