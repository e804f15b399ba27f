import type { MenuItem } from "@mikro-dash/api-contract/schemas/catalogue";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { CategoryName, groupedByCategory } from "./category-name.tsx";
import { MenuSheet } from "./menu-sheet.tsx";
import { menuQuery } from "./queries.ts";

export function MenuPage() {
  const { t, nameOf } = useI18n();
  const query = useQuery(menuQuery());
  const [edited, setEdited] = useState<MenuItem | null | undefined>(undefined);
  const create = (
    <Button look="solid" onClick={() => setEdited(null)} data-testid="menu-create">
      <Plus aria-hidden="true" className="size-5" />
      {t.menu.create}
    </Button>
  );
  return (
    <Page title={t.menu.title} actions={query.data?.items.length ? create : undefined}>
      <StaleBanner query={query} />
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={4} className="h-12" />
        )
      ) : query.data.items.length === 0 ? (
        <EmptyState title={t.menu.emptyTitle} text={t.menu.emptyText}>
          {create}
        </EmptyState>
      ) : (
        <div className="grid items-start gap-6 md:grid-cols-2">
          {groupedByCategory(query.data.items).map(([category, items]) => (
            <section key={category} className="rounded-tile border border-line bg-surface p-4">
              <h2 className="mb-1 text-small font-semibold text-ink-2">
                <CategoryName category={category} />
              </h2>
              <ul>
                {items.map((item) => (
                  <li key={item.id} className="border-b border-line last:border-0">
                    <button
                      type="button"
                      data-testid={`menu-item-${item.name}`}
                      className="flex min-h-12 w-full items-center gap-3 rounded-chip px-1 text-start hover:bg-raised"
                      onClick={() => setEdited(item)}
                    >
                      <span
                        className={cx(
                          "min-w-0 flex-1 truncate font-semibold",
                          !item.available && "text-ink-2 line-through",
                        )}
                      >
                        {nameOf(item)}
                      </span>
                      {!item.available && <span className="text-small text-ink-2">{t.menu.off}</span>}
                      <Money value={item.price} className="font-semibold" />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {edited !== undefined && (
        <MenuSheet key={edited?.id ?? "new"} edited={edited} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}
