import type { ComponentProps } from "react";
import { cx } from "./class-names.ts";

type Look = "solid" | "line" | "quiet" | "danger";

/** Buttons are ink: colour is kept for state. */
const LOOKS: Record<Look, string> = {
  solid:
    "bg-ink text-on-ink hover:not-disabled:opacity-88 active:not-disabled:opacity-75 disabled:not-aria-busy:bg-line disabled:not-aria-busy:text-ink-2",
  line: "border border-line-strong bg-surface text-ink hover:not-disabled:bg-raised active:not-disabled:bg-line",
  quiet: "text-ink hover:not-disabled:bg-raised active:not-disabled:bg-line",
  danger: "border border-stop bg-surface text-stop hover:not-disabled:bg-stop-soft",
};

const SIZES = {
  sm: "min-h-11 min-w-0 px-2 md:min-h-10",
  md: "min-h-11 px-4 md:min-h-10",
  lg: "min-h-14 px-5 text-name",
  icon: "size-11 justify-center md:size-10",
};

type Props = ComponentProps<"button"> & {
  readonly look?: Look;
  readonly size?: keyof typeof SIZES;
  readonly busy?: boolean;
};

export function buttonClass(look: Look = "line", size: keyof typeof SIZES = "md"): string {
  return cx(
    "inline-flex items-center justify-center gap-2 rounded-control font-semibold select-none",
    "disabled:cursor-not-allowed disabled:opacity-65",
    LOOKS[look],
    SIZES[size],
  );
}

export function Button({ look, size, busy = false, className, disabled, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(look, size), className)}
    >
      {busy && (
        <span
          aria-hidden="true"
          className="size-4 animate-spin rounded-full border-2 border-current border-e-transparent"
        />
      )}
      {children}
    </button>
  );
}
