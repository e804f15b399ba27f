import { useI18n } from "../../i18n/i18n.tsx";
import { Sheet } from "../../ui/sheet.tsx";

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n();
  const rows = [
    ["1 … 99", t.help.choose],
    ["P", t.help.pause],
    ["M", t.help.mode],
    ["O", t.help.order],
    ["E", t.help.end],
    ["/", t.help.find],
    ["?", t.help.help],
    ["Esc", t.help.escape],
  ] as const;
  return (
    <Sheet title={t.help.title} open onClose={onClose} testId="keyboard-help">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {rows.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd
                dir="ltr"
                className="inline-block min-w-9 rounded-chip border border-line-strong bg-raised px-2 text-center font-sans font-semibold"
              >
                {key}
              </kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
