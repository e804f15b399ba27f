import type { Messages } from "../messages-en.ts";

/** What is ordered. */
export const menu: Messages["menu"] = {
  title: "المنيو",
  create: "صنف جديد",
  nameEn: "الاسم بالإنجليزي",
  nameAr: "الاسم بالعربي",
  category: "النوع",
  price: "السعر، جنيه",
  available: "موجود",
  off: "خلصان",
  emptyTitle: "المنيو فاضي",
  emptyText: "ضيف اللي الناس بتطلبه: شاي، كولا، إندومي …",
  categories: { drinks: "ساقع", hot: "سخن", food: "أكل", snacks: "تسالي", other: "تاني" },
};
