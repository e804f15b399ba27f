import { useI18n } from "../i18n/i18n.tsx";
import { HOUR, MINUTE } from "./number-parts.ts";
import { PartsField } from "./parts-field.tsx";

type Props = {
  readonly label: string;
  readonly hint?: string;
  /** `21:43`, in Latin digits; parts may be missing while it is typed. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly testId: string;
  /** Typed into as soon as it appears. */
  readonly autoFocus?: boolean;
};

/** A time of day in 24 hours, like every other time in the app. */
export function TimeField({ label, hint, value, onChange, testId, autoFocus = false }: Props) {
  const { t } = useI18n();
  const [hour = "", minute = ""] = value.split(":");
  return (
    <PartsField
      label={label}
      hint={hint}
      dir="ltr"
      autoFocus={autoFocus}
      separator=":"
      parts={[
        { ...HOUR, label: t.time.hour, testId: `${testId}-hour` },
        { ...MINUTE, label: t.time.minute, testId: `${testId}-minute` },
      ]}
      value={[hour, minute]}
      onChange={(parts) => onChange(parts.join(":"))}
    />
  );
}
