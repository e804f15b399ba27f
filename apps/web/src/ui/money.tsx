import { useI18n } from "../i18n/i18n.tsx";
import { cx } from "./class-names.ts";

/** An amount with a small currency; inline, so it can stand in a line of text. */
export function Money({ value, className }: { readonly value: number; readonly className?: string }) {
  const { f } = useI18n();
  return <MoneyText text={f.money(value)} className={className} />;
}

export function MoneyText({
  text,
  className,
}: {
  readonly text: string;
  readonly className?: string | undefined;
}) {
  const { f } = useI18n();
  return (
    <span className={cx("figures inline-flex items-baseline gap-[0.14em] whitespace-nowrap", className)}>
      <bdi>{text}</bdi>
      <span className="text-[max(0.45em,0.8125rem)] font-semibold">{f.currency}</span>
    </span>
  );
}

/** Codes, MAC and IP addresses keep their direction in an Arabic line. */
export function Code({ children }: { readonly children: string }) {
  return (
    <bdi dir="ltr" className="figures font-semibold tracking-wide">
      {children}
    </bdi>
  );
}
