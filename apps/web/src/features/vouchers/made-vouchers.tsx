import type { VoucherBatch } from "@mikro-dash/api-contract/schemas/wifi";
import { CircleCheck, Copy, Printer, TriangleAlert } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/money.tsx";
import { notify } from "../../ui/notify.ts";
import { FailedVouchers } from "./failed-vouchers.tsx";

type Props = {
  readonly batch: VoucherBatch;
  readonly busy: boolean;
  readonly onContinue: () => void;
  readonly onPrint: () => void;
  readonly onDone: () => void;
};

/** What came of it: all of them, or "37 of 50" and a way to go on with the missing ones only. */
export function MadeVouchers({ batch, busy, onContinue, onPrint, onDone }: Props) {
  const { t, f } = useI18n();
  const made = batch.created.length;
  const partial = made < batch.requested;
  const Icon = partial ? TriangleAlert : CircleCheck;
  const codes = batch.created.map(({ code }) => code);
  return (
    <div className="grid gap-4" data-testid="voucher-result" data-made={made}>
      <div role="status" className={cx("flex items-start gap-3", partial ? "text-hold" : "text-run")}>
        <Icon aria-hidden="true" className="mt-0.5 size-6 shrink-0" />
        <div>
          <p className="text-name font-semibold">
            {partial
              ? t.vouchers.partial(f.count(made), f.count(batch.requested))
              : t.vouchers.made(made, f.count(made))}
          </p>
          {partial && <p className="text-ink-2">{t.vouchers.partialText}</p>}
        </div>
      </div>
      <ul className="grid max-h-72 grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2 overflow-y-auto">
        {codes.map((code) => (
          <li key={code} className="rounded-control bg-raised py-2 text-center" data-testid="voucher-made">
            <Code>{code}</Code>
          </li>
        ))}
      </ul>
      {batch.failed.length > 0 && (
        <FailedVouchers
          title={t.voucherWork.notMade(batch.failed.length, f.count(batch.failed.length))}
          failed={batch.failed}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {partial && (
          <Button
            look="solid"
            className="w-full"
            busy={busy}
            onClick={onContinue}
            data-testid="voucher-continue"
          >
            {t.vouchers.continue}
          </Button>
        )}
        <Button
          className="flex-1"
          onClick={async () => {
            await navigator.clipboard.writeText(codes.join("\n"));
            void notify({ kind: "done", title: t.vouchers.copied });
          }}
        >
          <Copy aria-hidden="true" className="size-4" />
          {t.vouchers.copy}
        </Button>
        <Button className="flex-1" onClick={onPrint} data-testid="voucher-print-made">
          <Printer aria-hidden="true" className="size-4" />
          {t.voucherWork.print}
        </Button>
        <Button
          look={partial ? "line" : "solid"}
          className="flex-1"
          onClick={onDone}
          data-testid="voucher-done"
        >
          {t.closing.done}
        </Button>
      </div>
    </div>
  );
}
