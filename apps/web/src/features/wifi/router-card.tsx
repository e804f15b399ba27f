import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { routerQuery } from "./queries.ts";

/** Above these it is worth a look. */
const BUSY_PERCENT = 85;
const LITTLE_MEMORY = 0.1;

/** The router itself, asked now. Why it cannot be is said above it. */
export function RouterCard() {
  const { t, f } = useI18n();
  const { data: router, isError } = useQuery(routerQuery());
  if (isError) return null;
  if (router === undefined) return <Skeleton className="h-20" />;
  const { cpuLoad, memoryFree, memoryTotal } = router;
  return (
    <section
      aria-label={t.wifiWork.router}
      data-testid="router-card"
      className="grid gap-x-6 gap-y-3 rounded-tile border border-line bg-surface p-4 sm:flex sm:flex-wrap sm:items-center sm:justify-between"
    >
      <div>
        <h2 className="text-name">
          <bdi>{router.identity}</bdi>
        </h2>
        <p className="text-small text-ink-2">
          <Code>{`RouterOS ${router.version}`}</Code>
          {router.board && (
            <>
              {" · "}
              <bdi dir="ltr">{router.board}</bdi>
            </>
          )}
        </p>
      </div>
      <dl className="grid grid-cols-3 gap-x-6 gap-y-2">
        <Fact name={t.wifiWork.uptime}>{f.span(router.uptime * 1000)}</Fact>
        <Fact name={t.wifiWork.cpu} alarm={cpuLoad >= BUSY_PERCENT}>
          {t.wifiWork.percent(f.count(cpuLoad))}
        </Fact>
        <Fact name={t.wifiWork.memory} alarm={memoryFree < memoryTotal * LITTLE_MEMORY}>
          {t.wifiWork.of(f.bytes(memoryFree), f.bytes(memoryTotal))}
        </Fact>
      </dl>
    </section>
  );
}

type FactProps = { readonly name: string; readonly alarm?: boolean; readonly children: ReactNode };

function Fact({ name, alarm = false, children }: FactProps) {
  return (
    <div>
      <dt className="text-small text-ink-2">{name}</dt>
      <dd className={cx("figures font-semibold", alarm && "text-stop")}>{children}</dd>
    </div>
  );
}
