import type { Pairing } from "@mikro-dash/api-contract/schemas/device";
import { useQuery } from "@tanstack/react-query";
import { Copy, QrCode } from "lucide-react";
import { useState } from "react";
import { renderSVG } from "uqr";
import { api } from "../../api/connection.ts";
import { newId } from "../../api/new-id.ts";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/money.tsx";
import { notify } from "../../ui/notify.ts";
import { statusQuery } from "../sync/queries.ts";

/** A code that works once, as a picture for the phone's camera and as a link. */
export function PairingCard() {
  const { t } = useI18n();
  const run = useCommand();
  const { data: status } = useQuery(statusQuery());
  const [pairing, setPairing] = useState<Pairing | null>(null);
  const [busy, setBusy] = useState(false);
  const can = status?.capabilities.includes("pairings") ?? false;

  async function create() {
    const body = { id: newId() };
    setBusy(true);
    setPairing(await run({ send: () => api.call("createPairing", { body }) }));
    setBusy(false);
  }

  if (pairing) return <PairingCode pairing={pairing} busy={busy} onAgain={create} />;
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        look="solid"
        busy={busy}
        disabled={!can}
        onClick={create}
        data-testid="pair-create"
        aria-describedby={can ? undefined : "why-no-pairing"}
      >
        <QrCode aria-hidden="true" className="size-5" />
        {t.devices.create}
      </Button>
      {status && !can && (
        <p id="why-no-pairing" className="text-small text-ink-2">
          {status.host === "edge" ? t.devices.fromDesktop : t.devices.noCloud}
        </p>
      )}
    </div>
  );
}

type CodeProps = { readonly pairing: Pairing; readonly busy: boolean; readonly onAgain: () => void };

function PairingCode({ pairing, busy, onAgain }: CodeProps) {
  const { t, f } = useI18n();
  const left = useTick((now) => Math.max(0, pairing.expiresAt - now));
  const shownLeft = useTick((now) => f.stopwatch(Math.max(0, pairing.expiresAt - now)));
  return (
    <section
      className="flex flex-wrap items-center gap-6 rounded-tile border border-line bg-surface p-5"
      data-testid="pairing"
    >
      {left > 0 && (
        <img
          alt={t.devices.scan}
          className="size-48 rounded-control bg-white p-2"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(pairing.url, { border: 1 }))}`}
        />
      )}
      <div className="grid min-w-56 flex-1 gap-3">
        {left > 0 ? (
          <>
            <p className="text-name font-semibold">{t.devices.scan}</p>
            <p className="text-ink-2">{t.devices.orOpen}</p>
            <a href={pairing.url} className="break-all underline" data-testid="pair-link">
              <bdi dir="ltr">{pairing.url}</bdi>
            </a>
            <p className="text-title" data-testid="pair-code">
              <Code>{pairing.code}</Code>
            </p>
            <p className="figures text-small text-ink-2" role="timer">
              {t.devices.expires(shownLeft)}
            </p>
            <Button
              className="justify-self-start"
              onClick={async () => {
                await navigator.clipboard.writeText(pairing.url);
                void notify({ kind: "done", title: t.vouchers.copied });
              }}
            >
              <Copy aria-hidden="true" className="size-4" />
              {t.devices.copyLink}
            </Button>
          </>
        ) : (
          <>
            <p className="font-semibold">{t.devices.expired}</p>
            <Button look="solid" className="justify-self-start" busy={busy} onClick={onAgain}>
              {t.devices.again}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
