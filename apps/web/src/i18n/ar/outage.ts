import type { Messages } from "../messages-en.ts";
import { counted, session } from "./counted.ts";

/** Light and clock: what happened to the computer, not to the till. */
export const outage: Messages["outage"] = {
  unreachable: (time) => `المحل مبيردّش من ${time}. النور قطع ولا النت؟`,
  wasOff: (time) => `الكمبيوتر ده كان مقفول من ${time}. النور كان قاطع؟`,
  dismissLocal: "لأ، كانوا بيلعبوا",
  freeze: (time) => `النور قطع: ثبّت الكل على ${time}`,
  title: "ثبّت كل العدّادات",
  text: "كل جلسة شغّالة هتقف من اللحظة دي. محدش يدفع على الضلمة.",
  at: "النور قطع الساعة",
  confirm: (time) => `ثبّت الكل على ${time}`,
  frozen: (n, shown) => `اتثبّت ${counted(n, shown, session)}.`,
  resume: "كمّل الكل",
  resumed: (n, shown) => `كمّلت ${counted(n, shown, session)}.`,
  frozenNow: (n, shown, time) => `متثبّت من ${time}: ${counted(n, shown, session)}`,
  dismiss: "ده النت بس",
  short: "النور قطع",
};

export const clock: Messages["clock"] = {
  question: "ساعة الكمبيوتر ده مظبوطة؟",
  questionBand: "ساعة الكمبيوتر ده شكلها مش مظبوطة.",
  answer: "ظبّطها",
  says: "الساعة بتقول",
  lastSeen: "آخر مرة كان شغّال",
  before: "ده قبل آخر مرة كان شغّال فيها: غالبًا بطاريته فضيت. لحد ما النت يرجع، كل العدّادات ماشية بالساعة دي.",
  after: "ده بعد آخر مرة كان شغّال فيها بكتير. لو المحل كان قافل، يبقى تمام.",
  right: "أيوه، مظبوطة",
  wrong: "لأ، الوقت غير كده",
  today: "تاريخ النهارده",
  now: "الساعة كام دلوقتي",
  hint: "بنظام 24 ساعة: تسعة بالليل تبقى 21",
  set: (time) => `دلوقتي ${time}`,
  noSuchDay: "مفيش يوم كده.",
  done: "العدّادات ماشية بالوقت ده دلوقتي.",
  behind: (span) => `ساعة الكمبيوتر ده متأخرة ${span}. الحساب ماشي بوقت السحابة، بس ظبّط الساعة.`,
  ahead: (span) => `ساعة الكمبيوتر ده مقدّمة ${span}. الحساب ماشي بوقت السحابة، بس ظبّط الساعة.`,
};
