import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { ReasonField } from "../session/reason-field.tsx";

type Props = {
  readonly text: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onWriteOff: (reason: string) => void;
};

export function WriteOffSheet({ text, busy, onClose, onWriteOff }: Props) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  return (
    <Sheet title={t.reviews.writeOff} open onClose={onClose} testId="write-off-sheet">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") onWriteOff(reason.trim());
        }}
      >
        <p className="text-ink-2">{text}</p>
        <ReasonField
          label={t.reviews.reason}
          value={reason}
          onChange={setReason}
          common={t.reviews.reasons}
          testId="write-off-reason"
        />
        <Button
          type="submit"
          look="danger"
          size="lg"
          busy={busy}
          disabled={reason.trim() === ""}
          data-testid="write-off-confirm"
        >
          {t.reviews.writeOff}
        </Button>
      </form>
    </Sheet>
  );
}
