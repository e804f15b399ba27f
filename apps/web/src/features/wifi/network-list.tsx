import type { EndpointResponse } from "@mikro-dash/api-contract/contract";
import { useQuery } from "@tanstack/react-query";
import { Wifi, WifiOff } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { NetworkSheet } from "./network-sheet.tsx";
import { wifiNetworksQuery } from "./queries.ts";
import { WifiListing } from "./wifi-listing.tsx";

export type WifiNetwork = EndpointResponse<"listWifiNetworks">["items"][number];

/** The networks that the router sends out. */
export function NetworkList({ whyNot }: { readonly whyNot: string | undefined }) {
  const { t, f } = useI18n();
  const query = useQuery(wifiNetworksQuery());
  const [edited, setEdited] = useState<WifiNetwork | null>(null);
  return (
    <WifiListing query={query} empty={{ title: t.wifiWork.noNetworks, text: t.wifiWork.noNetworksText }}>
      {(networks) => (
        <>
          {whyNot && (
            <p id="why-no-network" className="-mt-3 text-small text-ink-2">
              {whyNot}
            </p>
          )}
          <ul className="grid gap-3 sm:grid-cols-2">
            {networks.map((network) => {
              const { enabled, ssid, name, clients } = network;
              const Icon = enabled ? Wifi : WifiOff;
              return (
                <li
                  key={network.id}
                  data-testid={`network-${name}`}
                  className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1 rounded-tile border border-line bg-surface p-4"
                >
                  <Icon
                    aria-hidden="true"
                    className={cx("row-span-2 size-6", enabled ? "text-run" : "text-ink-2")}
                  />
                  <h2 className="min-w-0 text-name break-words">
                    <bdi>{ssid ?? t.wifiWork.noSsid}</bdi>
                  </h2>
                  <Button
                    className="row-span-2"
                    disabled={whyNot !== undefined}
                    aria-describedby={whyNot === undefined ? undefined : "why-no-network"}
                    aria-label={t.wifiWork.editNetworkName(ssid ?? name)}
                    onClick={() => setEdited(network)}
                    data-testid={`network-edit-${name}`}
                  >
                    {t.wifiWork.editNetwork}
                  </Button>
                  <p className="figures flex flex-wrap gap-x-3 text-small text-ink-2">
                    <span className={cx("font-semibold", enabled && "text-run")}>
                      {enabled ? t.wifiWork.on : t.wifiWork.off}
                    </span>
                    {clients !== null && <span>{t.wifiWork.clients(clients, f.count(clients))}</span>}
                    <bdi dir="ltr">{name}</bdi>
                  </p>
                </li>
              );
            })}
          </ul>
          {edited && <NetworkSheet key={edited.id} network={edited} onClose={() => setEdited(null)} />}
        </>
      )}
    </WifiListing>
  );
}
