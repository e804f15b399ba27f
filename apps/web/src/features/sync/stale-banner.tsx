import type { UseQueryResult } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";

/** The server is silent and there is something to show: say from when it is. */
export function StaleBanner({ query }: { readonly query: UseQueryResult }) {
  const { t, f } = useI18n();
  const silent = query.isError || query.failureCount > 1;
  if (!silent || query.data === undefined) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 rounded-tile bg-hold-soft px-4 py-2 text-hold"
      data-testid="stale-banner"
    >
      <CloudOff aria-hidden="true" className="size-5 shrink-0" />
      <p className="flex-1 font-semibold">{t.stale.text(f.time(query.dataUpdatedAt))}</p>
      <Button look="line" onClick={() => query.refetch()}>
        {t.app.retry}
      </Button>
    </div>
  );
}
