import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { CheckField, TextField } from "../../ui/field.tsx";
import { useInternet } from "../consoles/queries.ts";
import { ViewForm } from "../session/view-form.tsx";
import { readAddress, readDraft, StationFields } from "./station-form.tsx";

type Props = {
  readonly station: BoardStation;
  readonly onDone: () => void;
  readonly onRemoved: () => void;
};

export function StationEditor({ station, onDone, onRemoved }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [draft, setDraft] = useState({
    name: station.name,
    nameAr: station.nameAr,
    single: String(station.hourlyRate / 100),
    multi: station.hourlyRateMulti === null ? "" : String(station.hourlyRateMulti / 100),
  });
  const [outOfOrder, setOutOfOrder] = useState(station.outOfOrder);
  const [address, setAddress] = useState(station.macAddress ?? "");
  const [busy, setBusy] = useState(false);
  const { known: internet } = useInternet(station);
  const read = readDraft(draft);
  const macAddress = readAddress(address);
  const params = { id: station.id };

  async function save() {
    if (read === null || macAddress === undefined) return;
    setBusy(true);
    const saved = await run({
      send: () => api.call("updateStation", { params, body: { ...read, outOfOrder, macAddress } }),
      done: t.app.saved,
    });
    setBusy(false);
    if (saved) onDone();
  }

  async function remove() {
    setBusy(true);
    const removed = await run({ send: () => api.call("deleteStation", { params }), done: t.app.saved });
    setBusy(false);
    if (removed) onRemoved();
  }

  return (
    <ViewForm
      title={t.board.editStation}
      submit={t.app.save}
      disabled={read === null || macAddress === undefined}
      busy={busy}
      testId="station-save"
      onSubmit={save}
    >
      <StationFields draft={draft} onChange={setDraft} />
      <TextField
        label={t.consoles.address}
        hint={t.consoles.addressHint}
        problem={macAddress === undefined ? t.consoles.addressHint : undefined}
        value={address}
        onChange={setAddress}
        dir="ltr"
        autoComplete="off"
        maxLength={24}
        data-testid="station-address"
      />
      {internet?.state === "off" && (
        <p className="rounded-control bg-hold-soft p-3 text-hold" data-testid="station-cut-off">
          {t.consoles.cutOffHere}
        </p>
      )}
      <CheckField label={t.board.markOutOfOrder} checked={outOfOrder} onChange={setOutOfOrder} />
      {station.session === null && (
        <Button
          look="danger"
          className="justify-self-start"
          onClick={remove}
          busy={busy}
          data-testid="station-remove"
        >
          <Trash2 aria-hidden="true" className="size-4" />
          {t.board.deleteStation}
        </Button>
      )}
    </ViewForm>
  );
}
