import type { MenuItem } from "@mikro-dash/api-contract/schemas/catalogue";
import { type FormEvent, useState } from "react";
import { api } from "../../api/connection.ts";
import { newId } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { parseAmount } from "../../i18n/parse-amount.ts";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { CheckField, Field, NumberField, TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { CategoryName } from "./category-name.tsx";
import { CATEGORIES } from "./queries.ts";

type Props = {
  /** Null = a new one. */
  readonly edited: MenuItem | null;
  readonly onClose: () => void;
};

export function MenuSheet({ edited, onClose }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [draft, setDraft] = useState({
    name: edited?.name ?? "",
    nameAr: edited?.nameAr ?? "",
    category: edited?.category ?? "hot",
    price: edited ? String(edited.price / 100) : "",
    available: edited?.available ?? true,
  });
  const [busy, setBusy] = useState(false);
  const price = parseAmount(draft.price);
  const name = draft.name.trim() || draft.nameAr.trim();
  const set = (key: "name" | "nameAr" | "category" | "price") => (text: string) =>
    setDraft({ ...draft, [key]: text });

  async function save(event: FormEvent) {
    event.preventDefault();
    if (price === null || name === "") return;
    const body = { ...draft, name, nameAr: draft.nameAr.trim() || name, price };
    setBusy(true);
    const saved = await run({
      send: () =>
        edited
          ? api.call("updateMenuItem", { params: { id: edited.id }, body })
          : api.call("createMenuItem", { body: { id, ...body } }),
      done: t.app.saved,
    });
    setBusy(false);
    if (saved) onClose();
  }

  return (
    <Sheet title={edited ? t.app.edit : t.menu.create} open onClose={onClose} testId="menu-sheet">
      <form className="grid gap-4" onSubmit={save}>
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t.menu.nameAr}
            value={draft.nameAr}
            onChange={set("nameAr")}
            dir="rtl"
            maxLength={80}
            data-testid="menu-nameAr"
          />
          <TextField
            label={t.menu.nameEn}
            value={draft.name}
            onChange={set("name")}
            dir="ltr"
            maxLength={80}
            data-testid="menu-name"
          />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label={t.menu.price}
            value={draft.price}
            onChange={set("price")}
            data-testid="menu-price"
          />
          <Field label={t.menu.category}>
            {(ids) => (
              <Select
                {...ids}
                value={draft.category}
                onChange={(event) => set("category")(event.currentTarget.value)}
                data-testid="menu-category"
              >
                {[...new Set([...CATEGORIES, draft.category])].map((category) => (
                  <option key={category} value={category}>
                    <CategoryName category={category} />
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        {edited && (
          <CheckField
            label={t.menu.available}
            checked={draft.available}
            onChange={(available) => setDraft({ ...draft, available })}
          />
        )}
        <Button
          type="submit"
          look="solid"
          size="lg"
          disabled={price === null || name === ""}
          busy={busy}
          data-testid="menu-save"
        >
          {t.app.save}
        </Button>
      </form>
    </Sheet>
  );
}
