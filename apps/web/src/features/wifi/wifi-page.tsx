import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Code } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { useShownError } from "../../ui/use-shown-error.ts";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { SourceAge } from "../vouchers/source-age.tsx";
import { wifiSessionsQuery } from "./queries.ts";

export function WifiPage() {
  const { t, f } = useI18n();
  const query = useQuery(wifiSessionsQuery());
  const error = useShownError(query);
  return (
    <Page
      title={t.wifi.title}
      actions={query.data && <SourceAge source={query.data.source} asOf={query.data.asOf} />}
    >
      <StaleBanner query={query} />
      {query.data === undefined ? (
        error !== null ? (
          <ErrorState error={error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={5} className="h-16" />
        )
      ) : query.data.items.length === 0 ? (
        <EmptyState title={t.wifi.emptyTitle} text={t.wifi.emptyText} />
      ) : (
        <ul className="overflow-hidden rounded-tile border border-line bg-surface">
          {query.data.items.map((session) => (
            <li
              key={session.id}
              data-testid={`wifi-${session.voucherCode}`}
              className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[9rem_1fr_10rem_6rem]"
            >
              <span className="text-name">
                <Code>{session.voucherCode}</Code>
              </span>
              <span className="row-start-2 text-small text-ink-2 md:row-start-auto">
                <span className="figures flex flex-wrap gap-x-5">
                  {[session.ipAddress, session.macAddress].map(
                    (address) =>
                      address && (
                        <bdi key={address} dir="ltr">
                          {address}
                        </bdi>
                      ),
                  )}
                </span>
              </span>
              <span className="figures flex gap-3 text-small">
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
              <span className="figures row-start-2 justify-self-end text-small text-ink-2 md:row-start-auto">
                {f.span(session.uptime * 1000)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
