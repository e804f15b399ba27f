import { useState } from "react";
import { api } from "../../../api/connection.ts";
import { newId, pressedAt } from "../../../api/new-id.ts";
import { useI18n } from "../../../i18n/i18n.tsx";
import { useCommand } from "../../../live/use-command.ts";
import { Button } from "../../../ui/button.tsx";
import { Sheet } from "../../../ui/sheet.tsx";

type Props = {
  readonly codes: readonly string[];
  readonly onMarked: () => void;
  readonly onClose: () => void;
};

/** The browser does not tell whether anything came out of the printer: somebody who sees it says so. */
export function WereTheyPrinted({ codes, onMarked, onClose }: Props) {
  const { t, f } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const count = codes.length;
  async function mark() {
    const body = { id, at: pressedAt(), codes: [...codes] };
    setBusy(true);
    const marked = await run({
      send: () => api.call("markPrinted", { body }),
      done: t.print.marked(count, f.count(count)),
    });
    setBusy(false);
    if (marked) onMarked();
  }
  return (
    <Sheet title={t.print.askTitle} open onClose={onClose} testId="print-question">
      <div className="grid gap-3">
        <p className="text-ink-2">{t.print.askText}</p>
        <Button look="solid" size="lg" busy={busy} onClick={mark} data-testid="print-yes">
          {t.print.yes(count, f.count(count))}
        </Button>
        <Button size="lg" onClick={onClose} data-testid="print-no">
          {t.print.no}
        </Button>
      </div>
    </Sheet>
  );
}
