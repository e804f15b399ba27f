import type { Messages } from "../messages-en.ts";
import { counted, voucher } from "./counted.ts";

/** What the router forgot in a power cut, and taking it off the vouchers. */
export const lostUsage: Messages["lostUsage"] = {
  note: (amount, at) => `الراوتر نسي ${amount} الساعة ${at}`,
  banner: (n, shown, amount) => `لما النور قطع الراوتر نسي استهلاك ${counted(n, shown, voucher)}: ${amount}`,
  bannerText: "لحد ما يترجّع، يقدروا يستهلكوه تاني ببلاش.",
  onlyShop: "بيترجّع من كمبيوتر المحل: هو اللي بيكلّم الراوتر.",
  restoreAll: (shown) => `رجّع الكل (${shown})`,
  title: "رجّع اللي الراوتر نسيه",
  text: "الراوتر بيحسب استهلاك الزبون لما يخرج، فاللي كان شغّال ساعة ما النور قطع متحسبش. الترجيع بيخصم القدر ده من حد الكروت دي، كل كارت مرة واحدة. واللي مبقاش فاضل فيه حاجة بيتفصل.",
  confirm: (n, shown) => `رجّع ${counted(n, shown, voucher)}`,
  done: (n, shown) => `اترجّع ${counted(n, shown, voucher)}`,
  partial: (restored, all) => `اترجّع ${restored} من ${all}`,
  notRestored: (n, shown) => `ما اترجعش ${counted(n, shown, voucher)}`,
  partialText: "اللي تحت متخصمش منهم حاجة. «جرّب الباقي» بيمسّ دول بس.",
  usedUp: (n, shown) => `منهم ${counted(n, shown, voucher)} مفضلش فيه حاجة.`,
  again: "جرّب الباقي تاني",
  asOf: (at) => `اللي الكروت خسرته في قطع النور معروف لحد ${at}، والجديد هيظهر لما النت يرجع.`,
  unknown: "اللي الكروت خسرته في قطع النور لسه مش معروف: مفيش وصول لنسخة الراوتر.",
};
