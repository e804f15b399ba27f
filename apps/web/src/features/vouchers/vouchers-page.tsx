import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { SkeletonList } from "../../ui/states.tsx";
import { packagesQuery } from "../packages/queries.ts";
import { statusQuery } from "../sync/queries.ts";
import { CreateVouchers } from "./create-vouchers.tsx";
import { LostUsageBanner } from "./lost-usage-banner.tsx";
import type { PrintedVoucher } from "./print/printed-voucher.ts";
import { RouterTrouble } from "./router-trouble.tsx";
import { VoucherFilters } from "./voucher-filters.tsx";
import { VoucherList } from "./voucher-list.tsx";

const PrintVouchers = lazy(() =>
  import("./print/print-vouchers.tsx").then((m) => ({ default: m.PrintVouchers })),
);

const route = getRouteApi("/vouchers");

export function VouchersPage() {
  const { t } = useI18n();
  const filter = route.useSearch();
  const { data: packages } = useQuery(packagesQuery());
  const { data: status } = useQuery(statusQuery());
  const [creating, setCreating] = useState(false);
  const [printing, setPrinting] = useState<readonly PrintedVoucher[] | null>(null);
  const can = status?.capabilities.includes("vouchers.create") ?? false;

  if (printing)
    return (
      <Suspense fallback={<SkeletonList rows={1} className="m-6 h-96" />}>
        <PrintVouchers
          vouchers={printing}
          packages={packages?.items ?? []}
          onClose={() => setPrinting(null)}
        />
      </Suspense>
    );
  return (
    <Page
      title={t.vouchers.title}
      actions={
        <Button
          look="solid"
          disabled={!can}
          onClick={() => setCreating(true)}
          data-testid="voucher-create"
          aria-describedby={can ? undefined : "why-no-vouchers"}
        >
          <Plus aria-hidden="true" className="size-5" />
          {t.vouchers.create}
        </Button>
      }
    >
      {status && !can && (
        <p id="why-no-vouchers" className="-mt-3 text-small text-ink-2">
          {t.vouchers.needRouter}
        </p>
      )}
      <RouterTrouble />
      <VoucherFilters key={filter.made} filter={filter} packages={packages?.items ?? []} />
      <LostUsageBanner />
      <VoucherList
        filter={filter}
        packages={packages?.items ?? []}
        whyNot={status && !can ? t.vouchers.needRouter : undefined}
        canMark={can}
        onPrint={setPrinting}
      />
      {creating && (
        <CreateVouchers
          onClose={() => setCreating(false)}
          onPrint={(made) => {
            setCreating(false);
            setPrinting(made);
          }}
        />
      )}
    </Page>
  );
}
