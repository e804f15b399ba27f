import type { EndpointResponse } from "@mikro-dash/api-contract/contract";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Unplug } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/money.tsx";
import { DisconnectSheet } from "./disconnect-sheet.tsx";
import { wifiSessionsQuery } from "./queries.ts";
import { WifiListing } from "./wifi-listing.tsx";

export type WifiSession = EndpointResponse<"listWifiSessions">["items"][number];

/** Who is online and what they used; each can be put offline. */
export function SessionList({ whyNot }: { readonly whyNot: string | undefined }) {
  const { t } = useI18n();
  const query = useQuery(wifiSessionsQuery());
  const [ending, setEnding] = useState<WifiSession | null>(null);
  return (
    <WifiListing query={query} empty={{ title: t.wifi.emptyTitle, text: t.wifi.emptyText }}>
      {(sessions) => (
        <>
          {whyNot && (
            <p id="why-no-disconnect" className="-mt-3 text-small text-ink-2">
              {whyNot}
            </p>
          )}
          <ul className="overflow-hidden rounded-tile border border-line bg-surface">
            {sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                canEnd={whyNot === undefined}
                onEnd={() => setEnding(session)}
              />
            ))}
          </ul>
          {ending && <DisconnectSheet session={ending} onClose={() => setEnding(null)} />}
        </>
      )}
    </WifiListing>
  );
}

type RowProps = { readonly session: WifiSession; readonly canEnd: boolean; readonly onEnd: () => void };

function SessionRow({ session, canEnd, onEnd }: RowProps) {
  const { t, f } = useI18n();
  const { voucherCode, ipAddress, macAddress } = session;
  return (
    <li
      data-testid={`wifi-${voucherCode}`}
      className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[8rem_1fr_11rem_5rem_auto]"
    >
      <span className="text-name">
        <Code>{voucherCode}</Code>
      </span>
      <span className="figures row-start-2 flex flex-wrap gap-x-5 text-small text-ink-2 md:row-start-auto">
        {[ipAddress, macAddress].map(
          (address) =>
            address && (
              <bdi key={address} dir="ltr">
                {address}
              </bdi>
            ),
        )}
      </span>
      <span className="figures row-start-3 flex gap-3 text-small md:row-start-auto">
        <span className="inline-flex items-center gap-1">
          <ArrowDown aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{t.wifi.down}</span>
          {f.bytes(session.bytesOut)}
        </span>
        <span className="inline-flex items-center gap-1 text-ink-2">
          <ArrowUp aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{t.wifi.up}</span>
          {f.bytes(session.bytesIn)}
        </span>
      </span>
      <span className="figures justify-self-end text-small text-ink-2 max-md:row-start-3">
        {f.span(session.uptime * 1000)}
      </span>
      <Button
        className="justify-self-end max-md:col-start-2 max-md:row-span-2 max-md:row-start-1"
        disabled={!canEnd}
        aria-describedby={canEnd ? undefined : "why-no-disconnect"}
        aria-label={t.wifiWork.disconnectName(voucherCode)}
        onClick={onEnd}
        data-testid={`disconnect-${voucherCode}`}
      >
        <Unplug aria-hidden="true" className="size-4" />
        {t.wifiWork.disconnect}
      </Button>
    </li>
  );
}
