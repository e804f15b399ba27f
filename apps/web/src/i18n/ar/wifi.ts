import type { Messages } from "../messages-en.ts";
import { counted, voucher } from "./counted.ts";

/** Vouchers, packages, and who is on the WiFi. */
export const vouchers: Messages["vouchers"] = {
  title: "كروت النت",
  create: "كروت جديدة",
  search: "دوّر على كود",
  status: "الحالة",
  available: "جديد",
  used: "شغّال",
  exhausted: "خلص",
  any: "الكل",
  online: "متصل",
  live: "من الراوتر دلوقتي",
  cached: (age) => `نسخة محفوظة من ${age}`,
  cachedNever: "نسخة محفوظة، مش معروف من إمتى",
  unlimited: "مفتوح",
  of: (used, limit) => `${used} من ${limit}`,
  sell: "بيع",
  sold: "اتباع",
  sellTitle: (code) => `الكارت ${code} اتباع.`,
  emptyTitle: "لسه مفيش كروت",
  emptyText: "اعمل كروت من باقة: الراوتر بيعرفهم على طول.",
  emptyFilter: "مفيش كارت كده",
  showAll: "وريني كل الكروت",
  choosePackage: "الباقة",
  count: "كام كارت (1 لحد 500)",
  note: "ملحوظة",
  soldNow: "اتباعوا خلاص",
  total: (price) => `تمنهم ${price}`,
  confirm: (n, shown) => `اعمل ${counted(n, shown, voucher)}`,
  made: (n, shown) => `اتعمل ${counted(n, shown, voucher)}`,
  partial: (made, requested) => `اتعمل ${made} من ${requested}`,
  partialText: "اللي تحت شغّالين، و«كمّل الناقص» مش هيكرر منهم حاجة.",
  continue: "كمّل الناقص",
  copy: "انسخ",
  copied: "اتنسخ.",
  noPackages: "الكارت محتاج باقة الأول.",
  newPackage: "باقة جديدة",
  needRouter: "ده بيتعمل من كمبيوتر المحل بس: هو اللي بيكلّم الراوتر.",
};

export const packages: Messages["packages"] = {
  title: "الباقات",
  create: "باقة جديدة",
  nameEn: "الاسم بالإنجليزي",
  nameAr: "الاسم بالعربي",
  price: "السعر، جنيه",
  data: "الداتا، جيجا",
  hours: "الوقت، ساعات",
  profile: "بروفايل الراوتر",
  unlimitedHint: "لو فاضي: مفتوح",
  emptyTitle: "لسه مفيش باقات",
  emptyText: "الباقة هي اللي الكارت بيديه، وبكام.",
};

export const wifi: Messages["wifi"] = {
  emptyTitle: "محدش على الواي فاي",
  emptyText: "أول ما كارت يدخل هتلاقيه هنا.",
  down: "نزّل",
  up: "رفع",
};
