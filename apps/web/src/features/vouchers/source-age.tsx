import { Database, RadioTower } from "lucide-react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { ageLevel } from "../sync/sync-view.ts";

const INK = { fresh: "text-ink-2", amber: "bg-hold-soft text-hold", red: "bg-stop-soft text-stop" } as const;

/** Where router data came from, and how old it is. */
export function SourceAge({
  source,
  asOf,
}: {
  readonly source: "live" | "cached";
  readonly asOf: number | null;
}) {
  const { t, f } = useI18n();
  const level = useTick((now) => (source === "live" ? "fresh" : ageLevel(asOf, now)));
  const age = useTick((now) => (asOf === null ? "" : f.span(now - asOf)));
  const Icon = source === "live" ? RadioTower : Database;
  return (
    <p
      data-testid="source-age"
      data-source={source}
      className={cx(
        "figures inline-flex items-center gap-2 justify-self-start rounded-full px-3 py-1 text-small font-semibold",
        source === "live" ? "text-run" : INK[level],
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
      {source === "live" ? t.vouchers.live : asOf === null ? t.vouchers.cachedNever : t.vouchers.cached(age)}
    </p>
  );
}
