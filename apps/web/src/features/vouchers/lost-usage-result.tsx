import type { RestoredUsage } from "@mikro-dash/api-contract/schemas/wifi";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { FailedVouchers } from "./failed-vouchers.tsx";

type Props = {
  readonly result: RestoredUsage;
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onDone: () => void;
};

/** All of them, or "10 of 12" with what the router said of the others. */
export function LostUsageResult({ result, busy, onAgain, onDone }: Props) {
  const { t, f } = useI18n();
  const { restored, failed } = result;
  const usedUp = restored.filter((one) => one.exhausted).length;
  const partial = failed.length > 0;
  const Icon = partial ? TriangleAlert : CircleCheck;
  return (
    <div className="grid gap-4" data-testid="lost-usage-result" data-restored={restored.length}>
      <div role="status" className={cx("flex items-start gap-3", partial ? "text-hold" : "text-run")}>
        <Icon aria-hidden="true" className="mt-0.5 size-6 shrink-0" />
        <div>
          <p className="text-name font-semibold">
            {partial
              ? t.lostUsage.partial(f.count(restored.length), f.count(restored.length + failed.length))
              : t.lostUsage.done(restored.length, f.count(restored.length))}
          </p>
          {partial && <p className="text-ink-2">{t.lostUsage.partialText}</p>}
          {usedUp > 0 && <p className="text-ink-2">{t.lostUsage.usedUp(usedUp, f.count(usedUp))}</p>}
        </div>
      </div>
      {partial && (
        <FailedVouchers
          title={t.lostUsage.notRestored(failed.length, f.count(failed.length))}
          failed={failed.map(({ id, code, reason }) => ({ code: code ?? id, reason }))}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {partial && (
          <Button
            look="solid"
            className="w-full"
            busy={busy}
            onClick={onAgain}
            data-testid="lost-usage-again"
          >
            {t.lostUsage.again}
          </Button>
        )}
        <Button
          look={partial ? "line" : "solid"}
          className="flex-1"
          onClick={onDone}
          data-testid="lost-usage-done"
        >
          {t.closing.done}
        </Button>
      </div>
    </div>
  );
}
