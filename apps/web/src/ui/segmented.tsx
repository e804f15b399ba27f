import { type ReactNode, useId } from "react";
import { cx } from "./class-names.ts";

type Option<T extends string> = {
  readonly value: T;
  readonly label: ReactNode;
  readonly testId?: string;
};

type Props<T extends string> = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
};

/** One of a few: real radio buttons, so that arrow keys and screen readers know them. */
export function Segmented<T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
}: Props<T>) {
  const name = useId();
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className={hideLabel ? "sr-only" : "mb-1 text-small font-semibold text-ink-2"}>{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-control bg-raised p-1">
        {options.map((option) => (
          <label
            key={option.value}
            data-testid={option.testId}
            className={cx(
              "flex min-h-11 flex-1 cursor-pointer items-center justify-center gap-2 rounded-chip px-1.5 text-center md:px-3 font-semibold whitespace-nowrap md:min-h-9",
              "has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink",
              value === option.value ? "bg-ink text-on-ink" : "text-ink-2 hover:text-ink",
            )}
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
