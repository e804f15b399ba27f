import type { Messages } from "../messages-en.ts";

/** What every screen has: its frame, times, settings. */
export const app: Messages["app"] = {
  name: "mikro-dash",
  skip: "روح للمحتوى",
  nav: "الشاشات",
  stations: "الأجهزة",
  vouchers: "كروت النت",
  wifi: "الواي فاي",
  menu: "المنيو",
  packages: "الباقات",
  phones: "الموبايلات",
  settings: "الإعدادات",
  more: "المزيد",
  close: "اقفل الشاشة",
  back: "رجوع",
  save: "احفظ",
  saved: "اتحفظ.",
  add: "ضيف",
  edit: "عدّل",
  undo: "تراجع",
  undone: "رجعنا زي ما كان.",
  retry: "جرّب تاني",
  more_rows: "وريني كمان",
  optional: "اختياري",
  requestId: "رقم الطلب",
  loading: "بيحمّل…",
  notFoundTitle: "مفيش شاشة بالعنوان ده",
  notFoundAction: "روح للأجهزة",
  brokenTitle: "الشاشة دي وقعت",
  brokenText: "مفيش حاجة ضاعت: اللي اتحفظ محفوظ. حمّل الصفحة من جديد.",
  reload: "حمّل من جديد",
  decrease: (what) => `نقّص واحد: ${what}`,
  increase: (what) => `زوّد واحد: ${what}`,
};

export const time: Messages["time"] = {
  hour: "ساعة",
  minute: "دقيقة",
  day: "يوم",
  month: "شهر",
  year: "سنة",
  missing: "اكتب الوقت",
};

export const settings: Messages["settings"] = {
  title: "الإعدادات",
  language: "اللغة",
  arabic: "العربية",
  english: "English",
  digits: "الأرقام",
  latin: "123",
  arabicIndic: "١٢٣",
  theme: "الشكل",
  system: "زي الجهاز",
  light: "فاتح",
  dark: "غامق",
  forget: "افصل الموبايل ده",
  forgetBlocked: "فيه حاجة لسه متبعتتش. الفصل بعد ما كله يتبعت.",
};

export const stale: Messages["stale"] = {
  text: (time) => `السيرفر مبيردّش. ده اللي كان معروف الساعة ${time}.`,
};
