import type { EndpointResponse } from "@mikro-dash/api-contract/contract";
import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { FailedVouchers } from "./failed-vouchers.tsx";

export type Deletion = EndpointResponse<"deleteVouchers">;

type Props = {
  readonly meant: readonly Voucher[];
  readonly deletion: Deletion;
  readonly busy: boolean;
  readonly onContinue: () => void;
  readonly onClose: () => void;
};

/** What came of it: all are gone, or these are left, each with its reason. */
export function DeletedVouchers({ meant, deletion, busy, onContinue, onClose }: Props) {
  const { t, f } = useI18n();
  const gone = deletion.deleted.length;
  const left = deletion.failed.length;
  const codes = new Map(meant.map((voucher) => [voucher.id, voucher.code]));
  const Icon = left === 0 ? CircleCheck : TriangleAlert;
  return (
    <Sheet title={t.voucherWork.deleted(gone, f.count(gone))} open onClose={onClose} testId="voucher-deleted">
      <div className="grid gap-4">
        {left > 0 && (
          <FailedVouchers
            title={t.voucherWork.notDeleted(left, f.count(left))}
            failed={deletion.failed.map(({ id, reason }) => ({ code: codes.get(id) ?? id, reason }))}
          />
        )}
        <p role="status" className={cx("flex items-center gap-3", left === 0 ? "text-run" : "text-ink-2")}>
          <Icon aria-hidden="true" className="size-6 shrink-0" />
          {t.voucherWork.deleted(gone, f.count(gone))}
        </p>
        <div className="flex flex-wrap gap-2">
          {left > 0 && (
            <Button
              look="danger"
              className="w-full"
              busy={busy}
              onClick={onContinue}
              data-testid="delete-rest"
            >
              {t.voucherWork.deleteRest}
            </Button>
          )}
          <Button
            look={left > 0 ? "line" : "solid"}
            className="flex-1"
            onClick={onClose}
            data-testid="delete-done"
          >
            {t.closing.done}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
