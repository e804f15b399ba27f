import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./class-names.ts";
import { controlClass } from "./field.tsx";

/** The system's own list under an arrow of ours: the browser's hugs the border where a line runs from the right. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cx("relative block", className)}>
      <select {...rest} className={cx(controlClass, "appearance-none truncate pe-9")} />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-2"
      />
    </span>
  );
}
