import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Sheet } from "./sheet.tsx";

type Props = {
  readonly title: string;
  /** What it means, a sentence each; the later ones are warnings. */
  readonly text: string;
  readonly warnings?: readonly string[];
  readonly confirm: ReactNode;
  readonly look?: "solid" | "danger";
  readonly busy: boolean;
  readonly testId: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks before something that somebody will feel; the button says what happens. */
export function ConfirmSheet(props: Props) {
  const { title, text, warnings = [], confirm, look = "danger", busy, testId, onConfirm, onClose } = props;
  return (
    <Sheet title={title} open onClose={onClose} testId={testId}>
      <div className="grid gap-4">
        <p className="text-ink-2">{text}</p>
        {warnings.map((warning) => (
          <p key={warning} className="rounded-control bg-hold-soft px-4 py-2 font-semibold text-hold">
            {warning}
          </p>
        ))}
        <Button look={look} size="lg" busy={busy} onClick={onConfirm} data-testid={`${testId}-confirm`}>
          {confirm}
        </Button>
      </div>
    </Sheet>
  );
}
