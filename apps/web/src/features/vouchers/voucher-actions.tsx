import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { Ban, CirclePlay, Clock, Printer, RotateCcw, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { notify } from "../../ui/notify.ts";
import { SellButton } from "./sell-button.tsx";
import type { VoucherView } from "./voucher-sheet.tsx";

type Props = {
  readonly voucher: Voucher;
  /** Why nothing of the router's can be changed from here; undefined = it can. */
  readonly whyNot: string | undefined;
  readonly onView: (view: VoucherView) => void;
  readonly onPrint: () => void;
};

/** Everything that can be done with one voucher. */
export function VoucherActions({ voucher, whyNot, onView, onPrint }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const { code, id, printedAt } = voucher;
  const router = { disabled: whyNot !== undefined, ...(whyNot && { "aria-describedby": "why-not-voucher" }) };

  async function enable() {
    setBusy(true);
    await run({
      send: () => api.call("updateVoucher", { params: { id }, body: { disabled: false } }),
      done: t.voucherWork.enableDone(code),
    });
    setBusy(false);
  }
  async function share() {
    const text = t.voucherWork.shareText(code);
    if ("share" in navigator) await navigator.share({ text }).catch(() => undefined);
    else {
      await (navigator as Navigator).clipboard.writeText(code);
      void notify({ kind: "done", title: t.vouchers.copied });
    }
  }

  return (
    <div className="grid grid-cols-2 gap-2">
      {voucher.soldAt === null && <SellButton code={code} testId="voucher-sell" />}
      <Button onClick={share} data-testid="voucher-share">
        <Share2 aria-hidden="true" className="size-4" />
        {t.voucherWork.share}
      </Button>
      <Button {...router} onClick={() => onView("extend")} data-testid="voucher-extend">
        <Clock aria-hidden="true" className="size-4" />
        {t.voucherWork.extend}
      </Button>
      <Button {...router} onClick={onPrint} data-testid="voucher-print">
        <Printer aria-hidden="true" className="size-4" />
        {printedAt === null ? t.voucherWork.print : t.voucherWork.reprint}
      </Button>
      <Button {...router} onClick={() => onView("reset")} data-testid="voucher-reset">
        <RotateCcw aria-hidden="true" className="size-4" />
        {t.voucherWork.reset}
      </Button>
      {voucher.disabled ? (
        <Button {...router} busy={busy} onClick={enable} data-testid="voucher-enable">
          <CirclePlay aria-hidden="true" className="size-4" />
          {t.voucherWork.enable}
        </Button>
      ) : (
        <Button {...router} onClick={() => onView("disable")} data-testid="voucher-disable">
          <Ban aria-hidden="true" className="size-4" />
          {t.voucherWork.disable}
        </Button>
      )}
      <Button {...router} look="danger" onClick={() => onView("delete")} data-testid="voucher-delete">
        <Trash2 aria-hidden="true" className="size-4" />
        {t.voucherWork.remove}
      </Button>
      {whyNot && (
        <p id="why-not-voucher" className="col-span-2 text-small text-ink-2">
          {whyNot}
        </p>
      )}
    </div>
  );
}
