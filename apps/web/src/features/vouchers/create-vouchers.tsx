import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import type { VoucherBatch } from "@mikro-dash/api-contract/schemas/wifi";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { parseWhole } from "../../i18n/parse-amount.ts";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { CheckField, NumberField, TextField } from "../../ui/field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { PackageSheet } from "../packages/package-sheet.tsx";
import { packagesQuery } from "../packages/queries.ts";
import { BatchPreview } from "./batch-preview.tsx";
import { MadeVouchers } from "./made-vouchers.tsx";
import { PackageChoice } from "./package-choice.tsx";
import type { PrintedVoucher } from "./print/printed-voucher.ts";

type Props = {
  readonly onClose: () => void;
  readonly onPrint: (made: readonly PrintedVoucher[]) => void;
};

/** 1 … 500 codes from a package; the same id goes on with a batch that was cut short. */
export function CreateVouchers({ onClose, onPrint }: Props) {
  const { t, f } = useI18n();
  const run = useCommand();
  const { data: packages } = useQuery(packagesQuery());
  const [batch, setBatch] = useState<VoucherBatch | null>(null);
  const [ids] = useState(() => new Map<string, string>());
  const [chosen, setChosen] = useState<string>();
  const [countText, setCountText] = useState("10");
  const [note, setNote] = useState("");
  const [sold, setSold] = useState(false);
  const [busy, setBusy] = useState(false);
  const [newPackage, setNewPackage] = useState(false);
  const count = parseWhole(countText);
  const wifiPackage = packages?.items.find((one) => one.id === chosen) ?? packages?.items[0];
  const valid = count !== null && count >= 1 && count <= 500 && wifiPackage !== undefined;

  async function create() {
    if (!valid) return;
    const wanted = {
      packageId: wifiPackage.id,
      count,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
      ...(sold && { sold }),
    };
    // The same wish again goes on with its batch; another wish is another batch.
    const key = JSON.stringify(wanted);
    const id = ids.get(key) ?? newId();
    ids.set(key, id);
    const body = { id, at: pressedAt(), ...wanted };
    setBusy(true);
    const answer = await run({ send: () => api.call("createVouchers", { body }) });
    setBusy(false);
    if (answer) setBatch(answer);
  }

  if (newPackage) return <PackageSheet edited={null} onClose={() => setNewPackage(false)} />;
  return (
    <Sheet title={t.vouchers.create} open onClose={onClose} testId="voucher-sheet">
      {batch ? (
        <MadeVouchers
          batch={batch}
          busy={busy}
          onContinue={create}
          onPrint={() => wifiPackage && onPrint(printedOf(batch, wifiPackage))}
          onDone={onClose}
        />
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void create();
          }}
        >
          {packages?.items.length === 0 ? (
            <p className="text-ink-2">{t.vouchers.noPackages}</p>
          ) : (
            <PackageChoice packages={packages?.items ?? []} value={wifiPackage?.id} onChange={setChosen} />
          )}
          <Button look="quiet" className="justify-self-start" onClick={() => setNewPackage(true)}>
            <Plus aria-hidden="true" className="size-4" />
            {t.vouchers.newPackage}
          </Button>
          <NumberField
            label={t.vouchers.count}
            value={countText}
            onChange={setCountText}
            problem={count === null || count < 1 || count > 500 ? t.vouchers.count : undefined}
            data-testid="voucher-count"
          />
          <TextField
            label={`${t.vouchers.note} (${t.app.optional})`}
            value={note}
            onChange={setNote}
            maxLength={120}
            data-testid="voucher-note"
          />
          <CheckField label={t.vouchers.soldNow} checked={sold} onChange={setSold} />
          {valid && <BatchPreview wifiPackage={wifiPackage} count={count} sold={sold} />}
          <Button
            type="submit"
            look="solid"
            size="lg"
            disabled={!valid}
            busy={busy}
            data-testid="voucher-confirm"
          >
            {t.vouchers.confirm(count ?? 0, f.count(count ?? 0))}
          </Button>
        </form>
      )}
    </Sheet>
  );
}

const printedOf = (batch: VoucherBatch, { id, bytesLimit, timeLimit, profile }: WifiPackage) =>
  batch.created.map(({ code }) => ({ code, packageId: id, bytesLimit, timeLimit, profile, printedAt: null }));
