import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { type FormEvent, useState } from "react";
import { api } from "../../api/connection.ts";
import { newId } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { NumberField, TextField } from "../../ui/field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { draftOf, type PackageDraft, readPackage } from "./package-draft.ts";

type Props = {
  /** Null = a new one. */
  readonly edited: WifiPackage | null;
  readonly onClose: () => void;
};

export function PackageSheet({ edited, onClose }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [draft, setDraft] = useState(() => draftOf(edited));
  const [busy, setBusy] = useState(false);
  const read = readPackage(draft);
  const field = (key: keyof PackageDraft) => ({
    value: draft[key],
    onChange: (text: string) => setDraft({ ...draft, [key]: text }),
    "data-testid": `package-${key}`,
  });

  async function save(event: FormEvent) {
    event.preventDefault();
    if (read === null) return;
    setBusy(true);
    const saved = await run({
      send: () =>
        edited
          ? api.call("updatePackage", { params: { id: edited.id }, body: read })
          : api.call("createPackage", { body: { id, ...read } }),
      done: t.app.saved,
    });
    setBusy(false);
    if (saved) onClose();
  }

  return (
    <Sheet title={edited ? t.app.edit : t.packages.create} open onClose={onClose} testId="package-sheet">
      <form className="grid gap-4" onSubmit={save}>
        <div className="grid grid-cols-2 gap-3">
          <TextField label={t.packages.nameAr} {...field("nameAr")} dir="rtl" maxLength={80} />
          <TextField label={t.packages.nameEn} {...field("name")} dir="ltr" maxLength={80} />
        </div>
        <NumberField label={t.packages.price} {...field("price")} />
        <div className="grid grid-cols-2 gap-3">
          <NumberField label={t.packages.data} hint={t.packages.unlimitedHint} {...field("gigabytes")} />
          <NumberField label={t.packages.hours} hint={t.packages.unlimitedHint} {...field("hours")} />
        </div>
        <TextField label={t.packages.profile} {...field("profile")} dir="ltr" maxLength={80} />
        <Button
          type="submit"
          look="solid"
          size="lg"
          disabled={read === null}
          busy={busy}
          data-testid="package-save"
        >
          {t.app.save}
        </Button>
      </form>
    </Sheet>
  );
}
