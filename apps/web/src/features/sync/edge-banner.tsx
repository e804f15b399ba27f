import { useQuery } from "@tanstack/react-query";
import { RouterIcon } from "lucide-react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import { statusQuery } from "./queries.ts";
import { ageLevel } from "./sync-view.ts";

/** On the phone, every mirrored number has an age: amber after a minute, red after ten. */
export function EdgeBanner() {
  const { t, f } = useI18n();
  const { data: status } = useQuery(statusQuery());
  const router = status?.routerSeenAt ?? null;
  const cafe = status?.cafeSeenAt ?? null;
  const level = useTick((now) => {
    const levels = [ageLevel(router, now), ageLevel(cafe, now)];
    return levels.includes("red") ? "red" : levels.includes("amber") ? "amber" : "fresh";
  });
  const text = useTick((now) =>
    [
      ageLevel(router, now) === "fresh" ? t.edge.cafeOut : t.edge.routerOut,
      router === null ? t.edge.routerNever : t.edge.router(f.span(now - router)),
      cafe === null ? t.edge.cafeNever : t.edge.cafe(f.span(now - cafe)),
    ].join(" · "),
  );
  if (status?.host !== "edge" || level === "fresh") return null;
  return (
    <aside
      aria-label={t.edge.title}
      data-testid="edge-banner"
      data-level={level}
      className={cx(
        "flex items-center justify-center gap-2 px-4 py-2 text-small font-semibold",
        level === "red" ? "bg-stop-soft text-stop" : "bg-hold-soft text-hold",
      )}
    >
      <RouterIcon aria-hidden="true" className="size-4 shrink-0" />
      <p>{text}</p>
    </aside>
  );
}
