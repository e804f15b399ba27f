import { Printer, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { MOST_AT_ONCE, readMatching } from "./queries.ts";
import type { Selection } from "./use-selection.ts";
import type { VoucherFilter } from "./voucher-filter.ts";

type Props = {
  readonly selection: Selection;
  readonly filter: VoucherFilter;
  readonly onPrint: () => void;
  readonly onDelete: () => void;
};

/** Stands at the lower edge while anything is marked. */
export function SelectionBar({ selection, filter, onPrint, onDelete }: Props) {
  const { t, f } = useI18n();
  const [busy, setBusy] = useState(false);
  const [more, setMore] = useState(false);
  const count = selection.vouchers.length;

  async function markMatching() {
    setBusy(true);
    // A list that cannot be read leaves what is marked; the page says so itself.
    const matching = await readMatching(filter).catch(() => null);
    setBusy(false);
    if (matching === null) return;
    selection.set(matching.items);
    setMore(matching.more);
  }
  return (
    <section
      aria-label={t.voucherWork.selected(count, f.count(count))}
      data-testid="selection-bar"
      className="sticky bottom-20 z-20 flex flex-wrap items-center gap-2 rounded-tile border border-line-strong bg-surface p-3 shadow-float md:bottom-4"
    >
      <p className="figures min-w-32 flex-1 px-2 font-semibold" role="status">
        {t.voucherWork.selected(count, f.count(count))}
        {more && (
          <span className="block text-small text-ink-2">
            {t.voucherWork.selectedMost(f.count(MOST_AT_ONCE))}
          </span>
        )}
      </p>
      <Button look="quiet" busy={busy} onClick={markMatching} data-testid="select-matching">
        {t.voucherWork.selectMatching}
      </Button>
      <Button onClick={onPrint} data-testid="selection-print">
        <Printer aria-hidden="true" className="size-4" />
        {t.voucherWork.print}
      </Button>
      <Button look="danger" onClick={onDelete} data-testid="selection-delete">
        <Trash2 aria-hidden="true" className="size-4" />
        {t.voucherWork.remove}
      </Button>
      <Button
        look="quiet"
        size="icon"
        aria-label={t.voucherWork.clear}
        onClick={() => selection.set([])}
        data-testid="selection-clear"
      >
        <X aria-hidden="true" className="size-5" />
      </Button>
    </section>
  );
}
