import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import type { ReactNode } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";

type Props = {
  readonly label: string;
  readonly stations: readonly BoardStation[];
  readonly value: string | undefined;
  readonly onChange: (stationId: string) => void;
  readonly note: (station: BoardStation) => ReactNode;
};

export function StationChoice({ label, stations, value, onChange, note }: Props) {
  const { nameOf } = useI18n();
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{label}</legend>
      {stations.map((station) => (
        <label
          key={station.id}
          data-testid={`choose-${station.name}`}
          className={cx(
            "flex min-h-13 cursor-pointer items-center gap-3 rounded-control border px-4",
            "has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink",
            value === station.id
              ? "border-ink bg-raised outline-1 outline-ink"
              : "border-line-strong hover:bg-raised",
          )}
        >
          <input
            type="radio"
            name="station"
            className="size-4 accent-ink"
            checked={value === station.id}
            onChange={() => onChange(station.id)}
          />
          <span className="flex-1 font-semibold">{nameOf(station)}</span>
          <span className="figures text-small text-ink-2">{note(station)}</span>
        </label>
      ))}
    </fieldset>
  );
}
