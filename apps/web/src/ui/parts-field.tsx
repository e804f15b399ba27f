import { type ClipboardEvent, Fragment, type KeyboardEvent, useId, useRef } from "react";
import { useI18n } from "../i18n/i18n.tsx";
import { cx } from "./class-names.ts";
import { filled, type NumberPart, pasted, stepped, typed } from "./number-parts.ts";

export type Part = NumberPart & { readonly label: string; readonly testId: string };

type Props = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly parts: readonly Part[];
  readonly separator: string;
  /** Of each part, in Latin digits; "" = not there yet. */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** A time is read from the left in every language. */
  readonly dir?: "ltr";
  /** Typed into as soon as it appears. */
  readonly autoFocus?: boolean;
};

/**
 * A time or a date as numbers side by side. The browser's own fields speak the browser's language (AM/PM, mm/dd),
 * whatever the app's is.
 */
export function PartsField({
  label,
  hint,
  parts,
  separator,
  value,
  onChange,
  dir,
  autoFocus = false,
}: Props) {
  const { f } = useI18n();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const go = (to: number) => box.current?.querySelectorAll("input")[to]?.focus();
  const put = (index: number, text: string) => onChange(value.map((old, i) => (i === index ? text : old)));

  function onKey(event: KeyboardEvent, index: number, part: Part) {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : null;
    if (by !== null) put(index, stepped(value[index] ?? "", by, part));
    else if (event.key === "Backspace" && value[index] === "" && index > 0) go(index - 1);
    else if (event.key === separator && index < parts.length - 1) go(index + 1);
    else return;
    event.preventDefault();
  }
  function onPaste(event: ClipboardEvent) {
    const whole = pasted(event.clipboardData.getData("text"), parts);
    if (whole === null) return;
    event.preventDefault();
    onChange(whole);
  }

  return (
    <fieldset className="grid min-w-0 content-start gap-1">
      <legend className="mb-1 text-small font-semibold text-ink-2">{label}</legend>
      <div
        ref={box}
        dir={dir}
        className="flex min-h-11 items-center justify-self-start rounded-control border border-line-strong bg-surface px-1 md:min-h-10"
      >
        {parts.map((part, index) => (
          <Fragment key={part.testId}>
            {index > 0 && (
              <span aria-hidden="true" className="text-ink-2">
                {separator}
              </span>
            )}
            <input
              inputMode="numeric"
              autoComplete="off"
              dir="ltr"
              // biome-ignore lint/a11y/noAutofocus: the field stands where the button was that asked for it
              autoFocus={autoFocus && index === 0}
              aria-label={part.label}
              aria-describedby={hint ? `${id}-hint` : undefined}
              data-testid={part.testId}
              className={cx(
                "figures min-h-11 rounded-chip bg-transparent text-center font-semibold text-ink -outline-offset-3! md:min-h-9",
                part.digits === 4 ? "w-16" : "w-12",
              )}
              value={f.inDigits(value[index] ?? "")}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={(event) => put(index, filled(typed(event.currentTarget.value, part).value, part))}
              onKeyDown={(event) => onKey(event, index, part)}
              onPaste={onPaste}
              onChange={(event) => {
                const { value: text, full } = typed(event.currentTarget.value, part);
                put(index, text);
                if (full) go(index + 1);
              }}
            />
          </Fragment>
        ))}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-2">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
