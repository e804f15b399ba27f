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
  const { voucherWork: say } = t;
  const [only] = count === 1 ? meant : [];
  const words = only
    ? {
        title: say.deleteOneTitle(only.code),
        text: say.deleteOneText,
        sold: say.deleteOneSold,
        online: say.cutOff,
        confirm: say.remove,
      }
    : {
        title: say.deleteTitle(count, f.count(count)),
        text: say.deleteText,
        sold: say.deleteSold(sold, f.count(sold)),
        online: say.deleteOnline(online, f.count(online)),
        confirm: say.deleteConfirm(count, f.count(count)),
      };
  return (
    <ConfirmSheet
      title={words.title}
      text={words.text}
      warnings={[...(sold > 0 ? [words.sold] : []), ...(online > 0 ? [words.online] : [])]}
      confirm={words.confirm}
      busy={busy}
      testId="voucher-delete-sheet"
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
