import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { limitsOf } from "./package-limits.ts";
import { PackageSheet } from "./package-sheet.tsx";
import { packagesQuery } from "./queries.ts";

export function PackagesPage() {
  const i18n = useI18n();
  const { t, nameOf } = i18n;
  const query = useQuery(packagesQuery());
  const [edited, setEdited] = useState<WifiPackage | null | undefined>(undefined);
  const create = (
    <Button look="solid" onClick={() => setEdited(null)} data-testid="package-create">
      <Plus aria-hidden="true" className="size-5" />
      {t.packages.create}
    </Button>
  );
  return (
    <Page title={t.packages.title} actions={query.data?.items.length ? create : undefined}>
      <StaleBanner query={query} />
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={3} className="h-16" />
        )
      ) : query.data.items.length === 0 ? (
        <EmptyState title={t.packages.emptyTitle} text={t.packages.emptyText}>
          {create}
        </EmptyState>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {query.data.items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                data-testid={`package-${item.name}`}
                className="grid w-full gap-1 rounded-tile border border-line bg-surface p-4 text-start hover:border-line-strong"
                onClick={() => setEdited(item)}
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span className="truncate text-name font-semibold">{nameOf(item)}</span>
                  <Money value={item.price} className="text-title font-extrabold" />
                </span>
                <span className="figures text-small text-ink-2">
                  {limitsOf(i18n, item)} · <bdi dir="ltr">{item.profile}</bdi>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {edited !== undefined && (
        <PackageSheet key={edited?.id ?? "new"} edited={edited} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}
