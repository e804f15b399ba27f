import type { Messages } from "../messages-en.ts";
import { counted, minute } from "./counted.ts";

export const consoles: Messages["consoles"] = {
  title: "أجهزة اللعب",
  address: "عنوان الجهاز على الشبكة (MAC)",
  addressHint: "زي ما هو على الجهاز: AA:BB:CC:DD:EE:FF. سيبه فاضي لو مش عايز تتابعه.",
  idle: "الجهاز شغال ومفيش حساب",
  off: "الجهاز مقفول",
  explain: "للأجهزة اللي ليها عنوان على الشبكة. لو الراوتر مش موجود مفيش حاجة بتبدأ أو بتقف لوحدها.",
  autoStart: "لما الجهاز يتفتح تبدأ جلسته",
  autoPause: "لما الجهاز يتقفل تقف جلسته",
  debounce: "بعد كام ثانية",
  cooldown: "راحة بعد ما الجلسة تخلص، بالدقايق",
  outOf: (least, most) => `من ${least} لـ ${most}`,
  unpaid: "لعب من غير جلسة في آخر أسبوع",
  noneUnpaid: "مفيش.",
  cutOff: "النت مقطوع",
  cutOffHere:
    "النت مقطوع عن الجهاز ده. رجّعه الأول قبل ما تغيّر العنوان أو تمسح الجهاز، عشان الراوتر هيفضل قاطع النت عن العنوان القديم.",
  internet: {
    title: "النت على الجهاز ده",
    on: "شغّال.",
    off: "مقطوع.",
    unknown: "مش معروف.",
    asOf: (age) => `الراوتر قال كده من ${age}.`,
    noAddress: "اكتب عنوان الجهاز على الشبكة (MAC) في إعداداته الأول.",
    notSeen: "الراوتر مش شايفه: افتح الجهاز، واتأكد من عنوانه.",
    away: (age) => `الراوتر مبيردّش من ${age}.`,
    neverAnswered: "الراوتر مبيردّش.",
    confirm: "فيه حد بيلعب هنا، ولو بيلعب أونلاين هيفصل. نقطع النت؟",
    cut: "اقطع النت",
    keep: "سيبه شغّال",
    cutDone: (station) => `${station}: النت اتقطع.`,
    onDone: (station) => `${station}: النت شغّال.`,
  },
  minutes: (n, shown) => counted(n, shown, minute),
};
