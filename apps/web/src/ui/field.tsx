import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./class-names.ts";

type FieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly children: (ids: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": boolean;
  }) => ReactNode;
};

/** A label, its control, and below it a hint or what is wrong. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="text-small font-semibold text-ink-2">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": problem !== undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={cx("text-small", problem ? "text-stop" : "text-ink-2")}>
          {note}
        </p>
      )}
    </div>
  );
}

export const controlClass =
  "min-h-11 w-full rounded-control border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-2 aria-invalid:border-stop md:min-h-10";

type TextProps = Omit<ComponentProps<"input">, "onChange" | "value"> &
  Omit<FieldProps, "children"> & {
    readonly value: string;
    readonly onChange: (text: string) => void;
  };

export function TextField({ label, hint, problem, onChange, className, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(ids) => (
        <input
          {...ids}
          {...rest}
          className={cx(controlClass, className)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** For amounts and counts; takes Arabic-Indic digits too, so it is text with a number keyboard. It stands under its label. */
export function NumberField(props: TextProps) {
  return (
    <TextField
      inputMode="decimal"
      autoComplete="off"
      dir="ltr"
      {...props}
      className="figures text-left rtl:text-right"
    />
  );
}

export function CheckField({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 md:min-h-10">
      <input
        type="checkbox"
        className="size-5 accent-ink"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
