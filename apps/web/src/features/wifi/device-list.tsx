import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { wifiDevicesQuery } from "./queries.ts";
import { WifiListing } from "./wifi-listing.tsx";

/** Whatever the router has given an address or a radio link; who is here comes first. */
export function DeviceList() {
  const { t } = useI18n();
  const query = useQuery(wifiDevicesQuery());
  return (
    <WifiListing query={query} empty={{ title: t.wifiWork.noDevices, text: t.wifiWork.noDevicesText }}>
      {(devices) => (
        <ul className="overflow-hidden rounded-tile border border-line bg-surface">
          {devices
            .toSorted((a, b) => Number(b.isOnline) - Number(a.isOnline))
            .map((device) => (
              <li
                key={device.id}
                data-testid={`device-${device.macAddress}`}
                className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[1fr_9rem_11rem_10rem]"
              >
                <span className="min-w-0 truncate font-semibold">
                  <bdi>{device.name ?? t.wifiWork.unnamed}</bdi>
                </span>
                <span className="figures row-start-2 text-small text-ink-2 md:row-start-auto">
                  <bdi dir="ltr">{device.ipAddress}</bdi>
                </span>
                <span className="figures row-start-2 justify-self-end text-small text-ink-2 md:row-start-auto md:justify-self-start">
                  <bdi dir="ltr">{device.macAddress}</bdi>
                </span>
                <span
                  className={cx(
                    "justify-self-end text-small font-semibold",
                    device.isOnline ? "text-run" : "text-ink-2",
                  )}
                >
                  {device.isOnline ? `● ${t.wifiWork.isHere}` : `○ ${t.wifiWork.wasHere}`}
                  {device.isOnline && device.seenOn && (
                    <span className="font-normal text-ink-2">
                      {" · "}
                      <SeenBy what={device.seenOn} />
                    </span>
                  )}
                </span>
              </li>
            ))}
        </ul>
      )}
    </WifiListing>
  );
}

/** The name of the network's radio, or in words what else tells that a device is here. */
function SeenBy({ what }: { readonly what: string }) {
  const { t } = useI18n();
  const words: Readonly<Record<string, string>> = t.wifiWork.seenBy;
  return words[what] ?? <bdi dir="ltr">{what}</bdi>;
}
