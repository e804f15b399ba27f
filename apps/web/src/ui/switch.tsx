import { cx } from "./class-names.ts";

type Props = {
  /** null = not known: the knob stands in the middle. */
  readonly on: boolean | null;
  readonly onChange: (on: boolean) => void;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly testId: string;
};

/** For what happens at once, elsewhere: on and off differ by the knob's place, not by colour alone. */
export function Switch({ on, onChange, labelledBy, describedBy, disabled, busy, testId }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on ?? false}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      data-testid={testId}
      onClick={() => onChange(on !== true)}
      className="group inline-flex h-11 w-14 shrink-0 items-center justify-center disabled:cursor-not-allowed"
    >
      <span
        aria-hidden="true"
        className={cx(
          "flex h-7 w-12 items-center rounded-full border p-0.5 transition-colors",
          on === true ? "justify-end border-ink bg-ink" : "border-line-strong bg-surface",
          on === null && "justify-center border-dashed",
          (disabled || busy) && "opacity-65",
        )}
      >
        <span
          className={cx(
            "size-5 rounded-full",
            on === true ? "bg-on-ink" : "bg-line-strong",
            busy && "animate-pulse",
          )}
        />
      </span>
    </button>
  );
}
