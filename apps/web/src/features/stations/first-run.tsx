import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Stepper } from "../../ui/stepper.tsx";
import { RateFields, readDraft, StationFields } from "./station-form.tsx";

/** A new shop has no stations: make all of them at once, or one by one. */
export function FirstRun({ onDone }: { readonly onDone?: () => void }) {
  const { t, f } = useI18n();
  const run = useCommand();
  const [how, setHow] = useState<"many" | "one">("many");
  const [count, setCount] = useState(8);
  const [draft, setDraft] = useState({
    name: t.board.defaultName,
    nameAr: t.board.defaultNameAr,
    single: "20",
    multi: "30",
  });
  const [busy, setBusy] = useState(false);
  const read = readDraft(draft);
  const n = how === "many" ? count : 1;

  async function create() {
    if (read === null) return;
    const { name, nameAr, ...rates } = read;
    const numbered = (base: string, place: number) => (how === "many" ? `${base} ${place}` : base);
    const bodies = Array.from({ length: n }, (_, index) => ({
      id: newId(),
      name: numbered(name, index + 1),
      nameAr: numbered(nameAr, index + 1),
      sortOrder: index + 1,
      ...rates,
    }));
    setBusy(true);
    const made = await run({
      send: async () => {
        for (const body of bodies) await api.call("createStation", { body });
        return bodies;
      },
      done: t.board.created(n, f.count(n)),
    });
    setBusy(false);
    if (made) onDone?.();
  }

  return (
    <form
      className={onDone ? "grid gap-5" : "mx-auto grid max-w-lg gap-5 px-4 py-10 md:py-16"}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      {!onDone && (
        <div>
          <h1 className="text-title">{t.board.emptyTitle}</h1>
          <p className="text-ink-2">{t.board.emptyText}</p>
        </div>
      )}
      <Segmented
        label={t.board.addStations}
        hideLabel
        value={how}
        onChange={setHow}
        options={[
          { value: "many", label: t.board.manyTab, testId: "first-run-many" },
          { value: "one", label: t.board.oneTab, testId: "first-run-one" },
        ]}
      />
      {how === "many" ? (
        <>
          <div className="flex items-center justify-between">
            <span className="font-semibold">{t.board.howMany}</span>
            <Stepper what={t.board.howMany} value={count} min={1} max={60} onChange={setCount} />
          </div>
          <p className="text-small text-ink-2">{t.board.namePatternHint}</p>
          <RateFields draft={draft} onChange={(next) => setDraft({ ...draft, ...next })} />
        </>
      ) : (
        <StationFields draft={draft} onChange={(next) => setDraft({ ...draft, ...next })} />
      )}
      <Button
        type="submit"
        look="solid"
        size="lg"
        disabled={read === null}
        busy={busy}
        data-testid="first-run-create"
      >
        {t.board.create(n, f.count(n))}
      </Button>
    </form>
  );
}
