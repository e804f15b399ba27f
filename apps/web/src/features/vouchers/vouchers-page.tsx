import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Plus, Search } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { controlClass } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { useShownError } from "../../ui/use-shown-error.ts";
import { packagesQuery } from "../packages/queries.ts";
import { statusQuery } from "../sync/queries.ts";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { CreateVouchers } from "./create-vouchers.tsx";
import { LostUsageBanner } from "./lost-usage-banner.tsx";
import { vouchersQuery } from "./queries.ts";
import { SourceAge } from "./source-age.tsx";
import { VoucherRow } from "./voucher-row.tsx";

const route = getRouteApi("/vouchers");

export function VouchersPage() {
  const { t } = useI18n();
  const filter = route.useSearch();
  const query = useInfiniteQuery(vouchersQuery(filter));
  const error = useShownError(query);
  const { data: packages } = useQuery(packagesQuery());
  const { data: status } = useQuery(statusQuery());
  const [creating, setCreating] = useState(false);
  const canCreate = status?.capabilities.includes("vouchers.create") ?? false;
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page
      title={t.vouchers.title}
      actions={
        <Button
          look="solid"
          disabled={!canCreate}
          onClick={() => setCreating(true)}
          data-testid="voucher-create"
          aria-describedby={canCreate ? undefined : "why-no-vouchers"}
        >
          <Plus aria-hidden="true" className="size-5" />
          {t.vouchers.create}
        </Button>
      }
    >
      {status && !canCreate && (
        <p id="why-no-vouchers" className="-mt-3 text-small text-ink-2">
          {t.vouchers.needRouter}
        </p>
      )}
      <StaleBanner query={query} />
      <Filters />
      {first && <SourceAge source={first.source} asOf={first.asOf} />}
      <LostUsageBanner />
      {query.data === undefined ? (
        error !== null ? (
          <ErrorState error={error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={6} className="h-14" />
        )
      ) : rows.length === 0 ? (
        filter.q || filter.status ? (
          <EmptyState title={t.vouchers.emptyFilter} />
        ) : (
          <EmptyState
            title={t.vouchers.emptyTitle}
            text={canCreate ? t.vouchers.emptyText : t.vouchers.needRouter}
          />
        )
      ) : (
        <ul className="overflow-hidden rounded-tile border border-line bg-surface">
          {rows.map((voucher) => (
            <VoucherRow
              key={voucher.id}
              voucher={voucher}
              wifiPackage={packages?.items.find((one) => one.id === voucher.packageId)}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
          data-testid="voucher-more"
        >
          {t.app.more_rows}
        </Button>
      )}
      {creating && <CreateVouchers onClose={() => setCreating(false)} />}
    </Page>
  );
}

function Filters() {
  const { t } = useI18n();
  const { q = "", status } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q);
  const typed = useDeferredValue(text);
  useEffect(() => {
    const wanted = typed.trim().toUpperCase() || undefined;
    void navigate({ search: (search) => ({ ...search, q: wanted }), replace: true });
  }, [typed, navigate]);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <label className="relative min-w-52 flex-1">
        <span className="sr-only">{t.vouchers.search}</span>
        <Search aria-hidden="true" className="absolute start-3 top-1/2 size-4 -translate-y-1/2 text-ink-2" />
        <input
          type="search"
          dir="auto"
          className={`${controlClass} ps-9`}
          placeholder={t.vouchers.search}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid="voucher-search"
        />
      </label>
      <Segmented
        label={t.vouchers.status}
        hideLabel
        value={status ?? "any"}
        onChange={(next) =>
          navigate({
            search: (search) => ({ ...search, status: next === "any" ? undefined : next }),
            replace: true,
          })
        }
        options={(["any", "available", "used", "exhausted"] as const).map((value) => ({
          value,
          label: t.vouchers[value],
          testId: `voucher-status-${value}`,
        }))}
      />
    </div>
  );
}
