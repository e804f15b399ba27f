import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { limitsOf } from "../packages/package-limits.ts";

type Props = {
  readonly packages: readonly WifiPackage[];
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
};

export function PackageChoice({ packages, value, onChange }: Props) {
  const i18n = useI18n();
  const { t, f, nameOf } = i18n;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-small font-semibold text-ink-2">{t.vouchers.choosePackage}</legend>
      {packages.map((one) => (
        <label
          key={one.id}
          className={cx(
            "flex min-h-13 cursor-pointer items-center gap-3 rounded-control border px-4",
            "has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink",
            value === one.id
              ? "border-ink bg-raised outline-1 outline-ink"
              : "border-line-strong hover:bg-raised",
          )}
        >
          <input
            type="radio"
            name="package"
            className="size-4 accent-ink"
            checked={value === one.id}
            onChange={() => onChange(one.id)}
            data-testid={`voucher-package-${one.name}`}
          />
          <span className="min-w-0 flex-1 truncate font-semibold">{nameOf(one)}</span>
          <span className="figures text-small text-ink-2">{limitsOf(i18n, one)}</span>
          <bdi className="figures font-semibold">{f.price(one.price)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
