import type { FormEvent, ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

type Props = {
  readonly title: string;
  readonly text?: string;
  readonly submit: ReactNode;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly testId: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** A view of the panel that ends in one button, within reach of the thumb. */
export function ViewForm({
  title,
  text,
  submit,
  disabled = false,
  busy = false,
  testId,
  onSubmit,
  children,
}: Props) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled && !busy) onSubmit();
  };
  return (
    <form className="flex flex-1 flex-col" onSubmit={send} aria-label={title}>
      <div className="grid gap-4 p-5">
        <h3 className="text-name font-semibold">{title}</h3>
        {text && <p className="text-ink-2">{text}</p>}
        {children}
      </div>
      <div className="sticky bottom-0 border-t border-line bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))]">
        <Button
          type="submit"
          look="solid"
          size="lg"
          className="w-full"
          disabled={disabled}
          busy={busy}
          data-testid={testId}
        >
          {submit}
        </Button>
      </div>
    </form>
  );
}
