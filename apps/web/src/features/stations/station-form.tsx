import { useI18n } from "../../i18n/i18n.tsx";
import { parseAmount } from "../../i18n/parse-amount.ts";
import { NumberField, TextField } from "../../ui/field.tsx";

export type StationDraft = {
  readonly name: string;
  readonly nameAr: string;
  readonly single: string;
  readonly multi: string;
};

/** A network address as people type it; null when there is none, undefined when it is none. */
export function readAddress(text: string): string | null | undefined {
  const digits = text.replaceAll(/[\s:.-]/g, "").toUpperCase();
  if (digits === "") return null;
  return /^[0-9A-F]{12}$/.test(digits) ? digits.replaceAll(/(..)(?=.)/g, "$1:") : undefined;
}

/** The rates as piasters per hour; null when something is missing or wrong. */
export function readDraft(draft: StationDraft) {
  const hourlyRate = parseAmount(draft.single);
  const hourlyRateMulti = draft.multi.trim() === "" ? null : parseAmount(draft.multi);
  const named = draft.name.trim() !== "" || draft.nameAr.trim() !== "";
  if (!named || hourlyRate === null || (draft.multi.trim() !== "" && hourlyRateMulti === null)) return null;
  const name = draft.name.trim() || draft.nameAr.trim();
  return { name, nameAr: draft.nameAr.trim() || name, hourlyRate, hourlyRateMulti };
}

type Props = {
  readonly draft: StationDraft;
  readonly onChange: (draft: StationDraft) => void;
};

export function StationFields({ draft, onChange }: Props) {
  const { t } = useI18n();
  const set = (key: keyof StationDraft) => (text: string) => onChange({ ...draft, [key]: text });
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t.board.stationNameAr}
          value={draft.nameAr}
          onChange={set("nameAr")}
          maxLength={80}
          dir="rtl"
          data-testid="station-name-ar"
        />
        <TextField
          label={t.board.stationName}
          value={draft.name}
          onChange={set("name")}
          maxLength={80}
          dir="ltr"
          data-testid="station-name"
        />
      </div>
      <RateFields draft={draft} onChange={onChange} />
    </>
  );
}

export function RateFields({ draft, onChange }: Props) {
  const { t } = useI18n();
  return (
    <div className="grid grid-cols-2 gap-3">
      <NumberField
        label={t.board.rateSingle}
        value={draft.single}
        onChange={(single) => onChange({ ...draft, single })}
        data-testid="station-rate-single"
      />
      <NumberField
        label={t.board.rateMulti}
        hint={t.board.rateMultiHint}
        value={draft.multi}
        onChange={(multi) => onChange({ ...draft, multi })}
        data-testid="station-rate-multi"
      />
    </div>
  );
}
