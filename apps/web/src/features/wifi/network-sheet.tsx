import { type FormEvent, useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { CheckField, TextField } from "../../ui/field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { isPassword, isSsid, type NetworkDraft, readNetwork } from "./network-draft.ts";
import type { WifiNetwork } from "./network-list.tsx";
import { NetworkQuestion } from "./network-question.tsx";

type Props = { readonly network: WifiNetwork; readonly onClose: () => void };

/** Rename, another password, on or off: first what is wanted, then what it means for those who are on it. */
export function NetworkSheet({ network, onClose }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [draft, setDraft] = useState<NetworkDraft>({
    ssid: network.ssid ?? "",
    password: "",
    enabled: network.enabled,
  });
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = readNetwork(network, draft);

  async function save() {
    if (change === null) return;
    setBusy(true);
    const saved = await run({
      send: () => api.call("updateWifiNetwork", { params: { id: network.id }, body: change }),
      done: t.wifiWork.changed(draft.ssid.trim() || network.name),
    });
    setBusy(false);
    if (saved) onClose();
  }

  if (asking && change)
    return (
      <NetworkQuestion
        network={network}
        change={change}
        busy={busy}
        onConfirm={save}
        onClose={() => setAsking(false)}
      />
    );
  const badName = draft.ssid.trim() !== (network.ssid ?? "") && !isSsid(draft.ssid);
  return (
    <Sheet
      title={t.wifiWork.editNetworkName(network.ssid ?? network.name)}
      open
      onClose={onClose}
      testId="network-sheet"
    >
      <form
        className="grid gap-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (change) setAsking(true);
        }}
      >
        <TextField
          label={t.wifiWork.ssid}
          hint={t.wifiWork.ssidHint}
          problem={badName ? t.wifiWork.ssidProblem : undefined}
          value={draft.ssid}
          onChange={(ssid) => setDraft({ ...draft, ssid })}
          dir="auto"
          autoComplete="off"
          data-testid="network-ssid"
        />
        <TextField
          label={t.wifiWork.password}
          hint={t.wifiWork.passwordHint}
          problem={isPassword(draft.password) ? undefined : t.wifiWork.passwordProblem}
          value={draft.password}
          onChange={(password) => setDraft({ ...draft, password })}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          data-testid="network-password"
        />
        <CheckField
          label={t.wifiWork.sendOut}
          checked={draft.enabled}
          onChange={(enabled) => setDraft({ ...draft, enabled })}
        />
        <Button type="submit" look="solid" size="lg" disabled={change === null} data-testid="network-review">
          {t.wifiWork.review}
        </Button>
      </form>
    </Sheet>
  );
}
