import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import type { I18n } from "../../i18n/i18n.tsx";

/** What a package gives, in short: `1.5 GB · 24 h`. */
export function limitsOf(
  { t, f }: I18n,
  { bytesLimit, timeLimit }: Pick<WifiPackage, "bytesLimit" | "timeLimit">,
): string {
  const parts = [
    ...(bytesLimit === null ? [] : [f.bytes(bytesLimit)]),
    ...(timeLimit === null ? [] : [f.span(timeLimit * 1000)]),
  ];
  return parts.join(" · ") || t.vouchers.unlimited;
}
