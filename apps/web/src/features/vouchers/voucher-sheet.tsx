import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/money.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { ChangeVoucher } from "./change-voucher.tsx";
import { DeleteVouchers } from "./delete-vouchers.tsx";
import { ExtendVoucher } from "./extend-voucher.tsx";
import { VoucherActions } from "./voucher-actions.tsx";
import { VoucherMarks, VoucherState } from "./voucher-state.tsx";
import { VoucherUsage } from "./voucher-usage.tsx";

export type VoucherView = "extend" | "reset" | "disable" | "delete";

type Props = {
  readonly voucher: Voucher;
  readonly wifiPackage: WifiPackage | undefined;
  readonly whyNot: string | undefined;
  readonly onPrint: () => void;
  readonly onClose: () => void;
};

/** One voucher: how it stands, and what can be done with it. */
export function VoucherSheet({ voucher, wifiPackage, whyNot, onPrint, onClose }: Props) {
  const { t } = useI18n();
  const [view, setView] = useState<VoucherView | null>(null);
  const back = () => setView(null);
  if (view === "delete") return <DeleteVouchers vouchers={[voucher]} onClose={onClose} />;
  if (view === "reset" || view === "disable")
    return <ChangeVoucher what={view} voucher={voucher} onClose={back} />;
  return (
    <Sheet title={t.voucherWork.open(voucher.code)} open onClose={onClose} testId="voucher-detail">
      {view === "extend" ? (
        <div className="grid gap-4">
          <VoucherUsage voucher={voucher} />
          <ExtendVoucher voucher={voucher} onDone={back} />
          <Button look="quiet" onClick={back}>
            {t.app.back}
          </Button>
        </div>
      ) : (
        <div className="grid gap-4">
          <Facts voucher={voucher} wifiPackage={wifiPackage} onClose={onClose} />
          <VoucherUsage voucher={voucher} />
          <VoucherActions voucher={voucher} whyNot={whyNot} onView={setView} onPrint={onPrint} />
        </div>
      )}
    </Sheet>
  );
}

function Facts({ voucher, wifiPackage, onClose }: Pick<Props, "voucher" | "wifiPackage" | "onClose">) {
  const { t, f, nameOf } = useI18n();
  const { createdAt, deviceName, macAddress } = voucher;
  return (
    <div className="grid gap-2">
      <p className="rounded-tile border border-dashed border-line-strong py-4 text-center text-[2rem] leading-10">
        <Code>{voucher.code}</Code>
      </p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <VoucherState voucher={voucher} />
        {wifiPackage && (
          <span>
            {nameOf(wifiPackage)} · <bdi className="figures">{f.price(wifiPackage.price)}</bdi>
          </span>
        )}
        <VoucherMarks voucher={voucher} />
      </p>
      {(deviceName ?? macAddress) !== null && (
        <p className="text-small text-ink-2">
          {t.voucherWork.device}: {deviceName} {macAddress && <Code>{macAddress}</Code>}
        </p>
      )}
      {createdAt !== null && (
        <p className="figures flex flex-wrap items-center gap-x-3 text-small text-ink-2">
          {t.voucherWork.madeAt(f.dayTime(createdAt))}
          <Link
            to="/vouchers"
            search={{ made: createdAt }}
            onClick={onClose}
            className="inline-flex min-h-11 items-center underline md:min-h-6"
            data-testid="voucher-batch"
          >
            {t.voucherWork.wholeBatch}
          </Link>
        </p>
      )}
    </div>
  );
}
