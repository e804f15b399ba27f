import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { useState } from "react";
import { pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { useOutageCommands } from "./use-outage-commands.ts";

type Props = {
  /** When the café was last alive; null = it is alive, so now. */
  readonly proposed: number | null;
  readonly onClose: () => void;
};

export function FreezeSheet({ proposed, onClose }: Props) {
  const { t, f } = useI18n();
  const commands = useOutageCommands();
  const [initial] = useState(() => proposed ?? pressedAt());
  const [text, setText] = useState(() => f.wallTime(initial));
  const [busy, setBusy] = useState(false);
  // Untouched, it is the exact instant; the field knows only minutes.
  const at = text === f.wallTime(initial) ? initial : f.lastInstantAt(text, pressedAt());

  async function freeze() {
    if (at === null) return;
    setBusy(true);
    const done = await commands.freeze(epochMs(at));
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Sheet title={t.outage.title} open onClose={onClose} testId="freeze-sheet">
      <div className="grid gap-4">
        <p className="text-ink-2">{t.outage.text}</p>
        <TimeField label={t.outage.at} value={text} onChange={setText} testId="freeze-at" />
        <Button
          look="solid"
          size="lg"
          busy={busy}
          disabled={at === null}
          onClick={freeze}
          data-testid="freeze-confirm"
        >
          {at === null ? t.time.missing : t.outage.confirm(f.time(at))}
        </Button>
      </div>
    </Sheet>
  );
}
