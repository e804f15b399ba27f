import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { useNavigate } from "@tanstack/react-router";
import { Search, X } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { controlClass } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { VOUCHER_STATUSES, type VoucherFilter } from "./voucher-filter.ts";

type Props = { readonly filter: VoucherFilter; readonly packages: readonly WifiPackage[] };

/** What is looked for; all of it is in the address, so that it can be kept and gone back to. */
export function VoucherFilters({ filter, packages }: Props) {
  const { t, f, nameOf } = useI18n();
  const navigate = useNavigate({ from: "/vouchers" });
  const [text, setText] = useState(filter.q ?? "");
  const typed = useDeferredValue(text);
  const change = (part: VoucherFilter) =>
    navigate({ search: (search) => ({ ...search, ...part }), replace: true });
  useEffect(() => {
    const q = typed.trim().toUpperCase() || undefined;
    void navigate({ search: (search) => ({ ...search, q }), replace: true });
  }, [typed, navigate]);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <label className="relative min-w-52 flex-1">
          <span className="sr-only">{t.vouchers.search}</span>
          <Search
            aria-hidden="true"
            className="absolute start-3 top-1/2 size-4 -translate-y-1/2 text-ink-2"
          />
          <input
            type="search"
            className={`${controlClass} ps-9`}
            placeholder={t.vouchers.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-testid="voucher-search"
          />
        </label>
        <Choice
          label={t.vouchers.choosePackage}
          value={filter.package ?? ""}
          onChange={(id) => change({ package: id || undefined })}
          testId="voucher-package"
          options={[
            ["", t.voucherWork.anyPackage],
            ...packages.map((one) => [one.id as string, nameOf(one)] as const),
          ]}
        />
        <Choice
          label={t.voucherWork.printedFilter}
          value={filter.printed ?? ""}
          onChange={(printed) =>
            change({ printed: printed === "yes" || printed === "no" ? printed : undefined })
          }
          testId="voucher-printed"
          options={[
            ["", t.voucherWork.anyPrinted],
            ["no", t.voucherWork.printedNo],
            ["yes", t.voucherWork.printedYes],
          ]}
        />
      </div>
      <Segmented
        label={t.vouchers.status}
        hideLabel
        value={filter.status ?? "any"}
        onChange={(next) => change({ status: next === "any" ? undefined : next })}
        options={(["any", ...VOUCHER_STATUSES] as const).map((value) => ({
          value,
          label: t.vouchers[value],
          testId: `voucher-status-${value}`,
        }))}
      />
      {filter.made !== undefined && (
        <p className="figures flex flex-wrap items-center gap-2 rounded-control bg-raised ps-4 font-semibold">
          <span className="flex-1">{t.voucherWork.ofBatch(f.dayTime(filter.made))}</span>
          <Button look="quiet" onClick={() => change({ made: undefined })} data-testid="voucher-all-batches">
            <X aria-hidden="true" className="size-4" />
            {t.voucherWork.clearBatch}
          </Button>
        </p>
      )}
    </div>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly testId: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Select
      aria-label={props.label}
      className="min-w-36 flex-1 md:max-w-48"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      data-testid={props.testId}
    >
      {props.options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
