import type { WifiPackage } from "@mikro-dash/api-contract/schemas/catalogue";
import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { CheckField } from "../../ui/field.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { useShownError } from "../../ui/use-shown-error.ts";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { DeleteVouchers } from "./delete-vouchers.tsx";
import { vouchersQuery } from "./queries.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { SourceAge } from "./source-age.tsx";
import { useSelection } from "./use-selection.ts";
import type { VoucherFilter } from "./voucher-filter.ts";
import { VoucherRow } from "./voucher-row.tsx";
import { VoucherSheet } from "./voucher-sheet.tsx";

type Props = {
  readonly filter: VoucherFilter;
  readonly packages: readonly WifiPackage[];
  /** Why the router's side of a voucher cannot be changed from here. */
  readonly whyNot: string | undefined;
  readonly canMark: boolean;
  readonly onPrint: (vouchers: readonly Voucher[]) => void;
};

/** The vouchers that match, page by page; one can be opened, several can be marked. */
export function VoucherList({ filter, packages, whyNot, canMark, onPrint }: Props) {
  const { t } = useI18n();
  const query = useInfiniteQuery(vouchersQuery(filter));
  const error = useShownError(query);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(rows);
  const [opened, setOpened] = useState<Voucher | null>(null);
  const [deleting, setDeleting] = useState(false);
  const first = query.data?.pages[0];
  const packageOf = (voucher: Voucher) => packages.find((one) => one.id === voucher.packageId);
  const allMarked = rows.length > 0 && rows.every(({ code }) => selection.has(code));
  const open = opened && (rows.find(({ id }) => id === opened.id) ?? opened);

  if (first === undefined)
    return error !== null ? (
      <ErrorState error={error} onRetry={() => query.refetch()} />
    ) : (
      <SkeletonList rows={6} className="h-14" />
    );
  return (
    <>
      <StaleBanner query={query} />
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <SourceAge source={first.source} asOf={first.asOf} />
        {canMark && rows.length > 0 && (
          <CheckField
            label={t.voucherWork.selectShown}
            checked={allMarked}
            onChange={(all) => selection.set(all ? rows : [])}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <Nothing filter={filter} whyNot={whyNot} />
      ) : (
        <ul className="overflow-hidden rounded-tile border border-line bg-surface">
          {rows.map((voucher) => (
            <VoucherRow
              key={voucher.id}
              voucher={voucher}
              wifiPackage={packageOf(voucher)}
              marked={canMark ? selection.has(voucher.code) : undefined}
              onMark={() => selection.toggle(voucher)}
              onOpen={() => setOpened(voucher)}
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
      {selection.vouchers.length > 0 && (
        <SelectionBar
          selection={selection}
          filter={filter}
          onPrint={() => onPrint(selection.vouchers)}
          onDelete={() => setDeleting(true)}
        />
      )}
      {open && (
        <VoucherSheet
          voucher={open}
          wifiPackage={packageOf(open)}
          whyNot={whyNot}
          onPrint={() => onPrint([open])}
          onClose={() => setOpened(null)}
        />
      )}
      {deleting && (
        <DeleteVouchers
          vouchers={selection.vouchers}
          onDeleted={() => selection.set([])}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

function Nothing({ filter, whyNot }: Pick<Props, "filter" | "whyNot">) {
  const { t } = useI18n();
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return isFiltered ? (
    <EmptyState title={t.vouchers.emptyFilter}>
      <Link to="/vouchers" search={{}} className={buttonClass()} data-testid="voucher-show-all">
        {t.vouchers.showAll}
      </Link>
    </EmptyState>
  ) : (
    <EmptyState title={t.vouchers.emptyTitle} text={whyNot ?? t.vouchers.emptyText} />
  );
}
