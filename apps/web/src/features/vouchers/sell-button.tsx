import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";

/** Books the sale at the package's price of now. */
export function SellButton({ code, testId }: { readonly code: string; readonly testId: string }) {
  const { t } = useI18n();
  const run = useCommand();
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  async function sell() {
    const body = { id, at: pressedAt() };
    setBusy(true);
    await run({
      send: () => api.call("sellVoucher", { params: { code }, body }),
      done: t.vouchers.sellTitle(code),
    });
    setBusy(false);
  }
  return (
    <Button busy={busy} onClick={sell} data-testid={testId} aria-label={`${t.vouchers.sell} ${code}`}>
      {t.vouchers.sell}
    </Button>
  );
}
