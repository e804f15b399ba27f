import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { type FormEvent, useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { type Extension, type ExtensionDraft, readExtension } from "./extension.ts";

type Props = { readonly voucher: Voucher; readonly onDone: () => void };

/** More time or data, or other limits; what comes of it is shown before it is done. */
export function ExtendVoucher({ voucher, onDone }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [draft, setDraft] = useState<ExtensionDraft>({ how: "more", hours: "", gigabytes: "" });
  const [busy, setBusy] = useState(false);
  const result = readExtension(voucher, draft);
  const more = draft.how === "more";

  async function extend(event: FormEvent) {
    event.preventDefault();
    if (result === null) return;
    const request = { params: { id: voucher.id }, body: result.change };
    setBusy(true);
    const changed = await run({
      send: () => api.call("updateVoucher", request),
      done: t.voucherWork.extended(voucher.code),
    });
    setBusy(false);
    if (changed) onDone();
  }

  const field = (key: "hours" | "gigabytes", limit: number | null, words: readonly [string, string]) => ({
    label: more ? words[0] : words[1],
    hint: more && limit === null ? t.voucherWork.isOpen : t.voucherWork.staysHint,
    disabled: more && limit === null,
    value: draft[key],
    onChange: (text: string) => setDraft({ ...draft, [key]: text }),
    "data-testid": `extend-${key}`,
  });
  return (
    <form className="grid gap-4" onSubmit={extend}>
      <Segmented
        label={t.voucherWork.how}
        hideLabel
        value={draft.how}
        onChange={(how) => setDraft({ ...draft, how })}
        options={[
          { value: "more", label: t.voucherWork.more },
          { value: "exactly", label: t.voucherWork.exactly, testId: "extend-exactly" },
        ]}
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          {...field("hours", voucher.timeLimit, [t.voucherWork.addHours, t.voucherWork.setHours])}
        />
        <NumberField
          {...field("gigabytes", voucher.bytesLimit, [t.voucherWork.addData, t.voucherWork.setData])}
        />
      </div>
      <Outcome voucher={voucher} result={result} />
      <Button
        type="submit"
        look="solid"
        size="lg"
        disabled={result === null}
        busy={busy}
        data-testid="extend-confirm"
      >
        {t.voucherWork.extend}
      </Button>
    </form>
  );
}

const INK = { worksAgain: "text-run", stillOut: "text-hold", endsAtOnce: "text-hold", none: "" } as const;

/** How it will stand afterwards. */
function Outcome({ voucher, result }: { readonly voucher: Voucher; readonly result: Extension | null }) {
  const { t, f } = useI18n();
  if (result === null)
    return <p className="rounded-control bg-raised p-3 text-ink-2">{t.voucherWork.sayHowMuch}</p>;
  const time = (n: number | null) => (n === null ? t.vouchers.unlimited : f.span(n * 1000));
  const data = (n: number | null) => (n === null ? t.vouchers.unlimited : f.bytes(n));
  const { change, effect } = result;
  return (
    <div role="status" className="grid gap-1 rounded-control bg-raised p-3" data-testid="extend-result">
      <p className="text-small font-semibold text-ink-2">{t.voucherWork.result}</p>
      {change.timeLimit !== undefined && (
        <p className="figures text-name font-semibold">
          {t.voucherWork.becomes(time(voucher.timeLimit), time(result.timeLimit))}
        </p>
      )}
      {change.bytesLimit !== undefined && (
        <p className="figures text-name font-semibold">
          {t.voucherWork.becomes(data(voucher.bytesLimit), data(result.bytesLimit))}
        </p>
      )}
      {effect !== "none" && <p className={`font-semibold ${INK[effect]}`}>{t.voucherWork[effect]}</p>}
    </div>
  );
}
