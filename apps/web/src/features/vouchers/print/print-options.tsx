import { useI18n } from "../../../i18n/i18n.tsx";
import { Field, TextField } from "../../../ui/field.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { Select } from "../../../ui/select.tsx";
import type { PaperKind } from "./paper.tsx";
import type { QrKind } from "./qr-content.ts";

type Props = {
  readonly paper: PaperKind;
  readonly qr: QrKind;
  readonly address: string;
  readonly ssid: string | null;
  readonly ssids: readonly string[];
  readonly onPaper: (paper: PaperKind) => void;
  readonly onQr: (qr: QrKind) => void;
  readonly onAddress: (address: string) => void;
  readonly onSsid: (ssid: string) => void;
};

/** Paper, picture, and what the picture needs to know. */
export function PrintOptions(props: Props) {
  const { t } = useI18n();
  const { paper, qr, address, ssid, ssids, onPaper, onQr, onAddress, onSsid } = props;
  return (
    <div className="grid items-start gap-4 rounded-tile border border-line bg-surface p-4 md:grid-cols-2">
      <Segmented
        label={t.print.paper}
        value={paper}
        onChange={onPaper}
        options={(["a4", "roll80", "roll58"] as const).map((value) => ({
          value,
          label: t.print[value],
          testId: `paper-${value}`,
        }))}
      />
      <Segmented
        label={t.print.qr}
        value={qr}
        onChange={onQr}
        options={[
          { value: "login", label: t.print.qrLogin, testId: "qr-login" },
          { value: "wifi", label: t.print.qrWifi, testId: "qr-wifi" },
          { value: "none", label: t.print.qrNone },
        ]}
      />
      <Field label={t.print.network}>
        {(ids) => (
          <Select
            {...ids}
            value={ssid ?? ""}
            disabled={ssids.length === 0}
            onChange={(event) => onSsid(event.currentTarget.value)}
          >
            {ssids.length === 0 && <option value="">{t.print.noNetwork}</option>}
            {ssids.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        )}
      </Field>
      {qr === "login" && (
        <TextField
          label={t.print.address}
          hint={t.print.addressHint}
          value={address}
          onChange={onAddress}
          dir="ltr"
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          data-testid="print-address"
        />
      )}
    </div>
  );
}
