import type { LostUsage, RestoredUsage } from "@mikro-dash/api-contract/schemas/wifi";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/money.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { lostAmount } from "./lost-usage-note.tsx";
import { LostUsageResult } from "./lost-usage-result.tsx";

type Props = { readonly items: LostUsage["items"]; readonly onClose: () => void };

/** As many as one command takes; the banner stays for more. */
const MOST = 500;

/** Says what restoring does before it is done; then what came of it, and the rest can be tried again by the same id. */
export function LostUsageSheet({ items, onClose }: Props) {
  const i18n = useI18n();
  const { t, f } = i18n;
  const run = useCommand();
  // As it was when the sheet was opened: what is agreed to does not change under the finger.
  const [shown] = useState(() => items.slice(0, MOST));
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<RestoredUsage | null>(null);

  async function restore() {
    const ids = shown.map((one) => one.voucherId);
    const body = { id, at: pressedAt(), ids };
    setBusy(true);
    const answer = await run({ send: () => api.call("restoreLostUsage", { body }) });
    setBusy(false);
    if (answer) setResult(answer);
  }

  return (
    <Sheet title={t.lostUsage.title} open onClose={onClose} testId="lost-usage-sheet">
      {result ? (
        <LostUsageResult result={result} busy={busy} onAgain={restore} onDone={onClose} />
      ) : (
        <div className="grid gap-4">
          <p className="text-ink-2">{t.lostUsage.text}</p>
          <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-control border border-line">
            {shown.map((one) => (
              <li key={one.voucherId} className="flex items-center justify-between gap-4 px-4 py-2">
                <Code>{one.code}</Code>
                <span className="figures text-small text-ink-2">{lostAmount(i18n, one)}</span>
              </li>
            ))}
          </ul>
          <Button look="solid" size="lg" busy={busy} onClick={restore} data-testid="lost-usage-confirm">
            {t.lostUsage.confirm(shown.length, f.count(shown.length))}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
