import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { ConfirmSheet } from "../../ui/confirm-sheet.tsx";
import { DeletedVouchers, type Deletion } from "./deleted-vouchers.tsx";

type Props = {
  readonly vouchers: readonly Voucher[];
  readonly onClose: () => void;
  /** Once some are gone. */
  readonly onDeleted?: () => void;
};

/** Says what it means before, and of each voucher what came of it; the same id goes on with those that are left. */
export function DeleteVouchers({ vouchers, onClose, onDeleted }: Props) {
  const { t, f } = useI18n();
  const run = useCommand();
  // As they were when it was asked: a list that is read anew meanwhile changes nothing of the question.
  const [meant] = useState(vouchers);
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [deletion, setDeletion] = useState<Deletion | null>(null);
  const count = meant.length;
  const sold = meant.filter((voucher) => voucher.soldAt !== null).length;
  const online = meant.filter((voucher) => voucher.isOnline).length;

  async function remove() {
    const body = { id, ids: meant.map((voucher) => voucher.id) };
    setBusy(true);
    const answer = await run({ send: () => api.call("deleteVouchers", { body }) });
    setBusy(false);
    if (answer === null) return;
    onDeleted?.();
    setDeletion(answer);
  }

  if (deletion)
    return (
      <DeletedVouchers meant={meant} deletion={deletion} busy={busy} onContinue={remove} onClose={onClose} />
    );
  return (
    <ConfirmSheet
      title={t.voucherWork.deleteTitle(count, f.count(count))}
      text={t.voucherWork.deleteText}
      warnings={[
        ...(sold > 0 ? [t.voucherWork.deleteSold(sold, f.count(sold))] : []),
        ...(online > 0 ? [t.voucherWork.deleteOnline(online, f.count(online))] : []),
      ]}
      confirm={t.voucherWork.deleteConfirm(count, f.count(count))}
      busy={busy}
      testId="voucher-delete-sheet"
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
