import { counted } from "./counted.ts";

/** What the router forgot in a power cut, and taking it off the vouchers. */
export const lostUsage = {
  note: (amount: string, at: string) => `The router forgot ${amount} at ${at}`,
  banner: (n: number, shown: string, amount: string) =>
    `${counted(n, shown, "The power cut made the router forget what # voucher had used", "The power cut made the router forget what # vouchers had used")}: ${amount}`,
  bannerText: "Until it is restored, they can use it once more for free.",
  onlyShop: "It is restored on the shop's computer: it talks to the router.",
  restoreAll: (shown: string) => `Restore all (${shown})`,
  title: "Restore what was forgotten",
  text: "The router counts what a customer uses when he logs out, so what was in use when the power went is not counted. Restoring lowers the limits of these vouchers by that much, each once. One that has nothing left is put offline.",
  confirm: (n: number, shown: string) => counted(n, shown, "Restore # voucher", "Restore # vouchers"),
  done: (n: number, shown: string) => counted(n, shown, "# voucher restored", "# vouchers restored"),
  partial: (restored: string, all: string) => `${restored} of ${all} restored`,
  notRestored: (n: number, shown: string) =>
    counted(n, shown, "# voucher not restored", "# vouchers not restored"),
  partialText: "The ones below were not lowered. Trying again touches only these.",
  usedUp: (n: number, shown: string) =>
    counted(n, shown, "# of them has nothing left.", "# of them have nothing left."),
  again: "Try the rest again",
  asOf: (at: string) =>
    `What vouchers lost in a power cut is known as of ${at}; what came later shows when the internet is back.`,
  unknown: "What vouchers lost in a power cut is not known yet: the router's mirror was never reached.",
};
