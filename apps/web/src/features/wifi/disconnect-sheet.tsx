import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { ConfirmSheet } from "../../ui/confirm-sheet.tsx";
import type { WifiSession } from "./session-list.tsx";

type Props = { readonly session: WifiSession; readonly onClose: () => void };

export function DisconnectSheet({ session, onClose }: Props) {
  const { t } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const { voucherCode } = session;
  async function disconnect() {
    const request = { params: { id: session.id }, body: { id, at: pressedAt() } };
    setBusy(true);
    const ended = await run({
      send: () => api.call("disconnectWifiSession", request),
      done: t.wifiWork.disconnected(voucherCode),
    });
    setBusy(false);
    if (ended) onClose();
  }
  return (
    <ConfirmSheet
      title={t.wifiWork.disconnectTitle(voucherCode)}
      text={t.wifiWork.disconnectText}
      confirm={t.wifiWork.disconnect}
      busy={busy}
      testId="disconnect-sheet"
      onConfirm={disconnect}
      onClose={onClose}
    />
  );
}
