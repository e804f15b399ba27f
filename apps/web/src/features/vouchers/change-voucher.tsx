import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { ConfirmSheet } from "../../ui/confirm-sheet.tsx";

type Props = {
  readonly what: "reset" | "disable";
  readonly voucher: Voucher;
  readonly onClose: () => void;
};

/** Asks before a voucher starts from zero or is disabled: somebody may be online with it. */
export function ChangeVoucher({ what, voucher, onClose }: Props) {
  const { t, f } = useI18n();
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const { code, isOnline } = voucher;
  const used = `${f.span(voucher.uptime * 1000)} · ${f.bytes(voucher.bytesUsed)}`;
  const words = {
    reset: {
      title: t.voucherWork.resetTitle(code),
      text: t.voucherWork.resetText(used),
      warning: t.voucherWork.loginAgain,
      confirm: t.voucherWork.reset,
      done: t.voucherWork.resetDone(code),
      body: { resetCounters: true as const },
    },
    disable: {
      title: t.voucherWork.disableTitle(code),
      text: t.voucherWork.disableText,
      warning: t.voucherWork.cutOff,
      confirm: t.voucherWork.disable,
      done: t.voucherWork.disableDone(code),
      body: { disabled: true },
    },
  }[what];

  async function change() {
    setBusy(true);
    const changed = await run({
      send: () => api.call("updateVoucher", { params: { id: voucher.id }, body: words.body }),
      done: words.done,
    });
    setBusy(false);
    if (changed) onClose();
  }
  return (
    <ConfirmSheet
      title={words.title}
      text={words.text}
      warnings={isOnline ? [words.warning] : []}
      confirm={words.confirm}
      busy={busy}
      testId={`voucher-${what}-sheet`}
      onConfirm={change}
      onClose={onClose}
    />
  );
}
