import type { VoucherBatch } from "@mikro-dash/api-contract/schemas/wifi";
import { useQuery } from "@tanstack/react-query";
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
import { MadeVouchers } from "./made-vouchers.tsx";
import { PackageChoice } from "./package-choice.tsx";

/** 1 … 500 codes from a package; the same id goes on with a batch that was cut short. */
export function CreateVouchers({ onClose }: { readonly onClose: () => void }) {
  const { t, f } = useI18n();
  const run = useCommand();
  const { data: packages } = useQuery(packagesQuery());
  const [batch, setBatch] = useState<VoucherBatch | null>(null);
  const [id] = useState(newId);
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
    const body = {
      id,
      at: pressedAt(),
      packageId: wifiPackage.id,
      count,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
      ...(sold && { sold }),
    };
    setBusy(true);
    const answer = await run({ send: () => api.call("createVouchers", { body }) });
    setBusy(false);
    if (answer) setBatch(answer);
  }

  if (newPackage) return <PackageSheet edited={null} onClose={() => setNewPackage(false)} />;
  return (
    <Sheet title={t.vouchers.create} open onClose={onClose} testId="voucher-sheet">
      {batch ? (
        <MadeVouchers batch={batch} busy={busy} onContinue={create} onDone={onClose} />
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
          {valid && (
            <p className="text-center text-small text-ink-2">
              {t.vouchers.total(f.price(wifiPackage.price * count))}
            </p>
          )}
        </form>
      )}
    </Sheet>
  );
}
