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
  minutes: (n, shown) => counted(n, shown, minute),
};
