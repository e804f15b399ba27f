import type { Device } from "@mikro-dash/api-contract/schemas/device";
import { useQuery } from "@tanstack/react-query";
import { Smartphone } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { PairingCard } from "./pairing-card.tsx";
import { devicesQuery } from "./queries.ts";

export function PhonesPage() {
  const { t } = useI18n();
  const query = useQuery(devicesQuery());
  const [revoking, setRevoking] = useState<Device | null>(null);
  return (
    <Page title={t.devices.title}>
      <p className="-mt-3 text-ink-2">{t.devices.text}</p>
      <PairingCard />
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={2} className="h-16" />
        )
      ) : query.data.items.length === 0 ? (
        <EmptyState title={t.devices.emptyTitle} />
      ) : (
        <ul className="overflow-hidden rounded-tile border border-line bg-surface">
          {query.data.items.map((device) => (
            <PhoneRow key={device.id} device={device} onRevoke={() => setRevoking(device)} />
          ))}
        </ul>
      )}
      {revoking && <RevokeSheet device={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  );
}

function PhoneRow({ device, onRevoke }: { readonly device: Device; readonly onRevoke: () => void }) {
  const { t, f } = useI18n();
  return (
    <li
      className="flex items-center gap-3 border-b border-line px-4 py-3 last:border-0"
      data-testid={`device-${device.name}`}
    >
      <Smartphone aria-hidden="true" className="size-5 shrink-0 text-ink-2" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{device.name}</span>
        {device.pairedAt !== null && (
          <span className="figures block text-small text-ink-2">
            {t.devices.linkedAt(f.dayTime(device.pairedAt))}
          </span>
        )}
      </span>
      {device.revokedAt === null ? (
        <Button look="danger" onClick={onRevoke} data-testid="device-revoke">
          {t.devices.revoke}
        </Button>
      ) : (
        <span className="text-small font-semibold text-stop">{t.devices.revoked}</span>
      )}
    </li>
  );
}

function RevokeSheet({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { t } = useI18n();
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  async function revoke() {
    setBusy(true);
    await run({
      send: () => api.call("revokeDevice", { params: { id: device.id } }),
      done: t.devices.revokeDone,
    });
    onClose();
  }
  return (
    <Sheet title={t.devices.revokeTitle(device.name)} open onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-ink-2">{t.devices.revokeText}</p>
        <Button look="danger" size="lg" busy={busy} onClick={revoke} data-testid="device-revoke-confirm">
          {t.devices.revoke}
        </Button>
      </div>
    </Sheet>
  );
}
