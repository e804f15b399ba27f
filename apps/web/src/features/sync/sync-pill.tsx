import { lazy, Suspense, useState } from "react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import type { SyncLevel } from "./sync-view.ts";
import { useSync } from "./use-sync.ts";

const SyncSheet = lazy(() => import("./sync-sheet.tsx").then((m) => ({ default: m.SyncSheet })));

const LOOK: Record<SyncLevel, string> = {
  fine: "text-run",
  waiting: "text-ink-2",
  offline: "bg-hold-soft text-hold",
  alarm: "bg-stop-soft text-stop",
};

/** Synced 4 s · 3 to send · Offline since 21:43 · Review 1 · Failed 1; opens what is behind it. */
export function SyncPill() {
  const { t, f } = useI18n();
  const { status, state, level } = useSync();
  const [open, setOpen] = useState(false);
  const text = useTick((now) => {
    switch (state.kind) {
      case "connecting":
        return t.sync.connecting;
      case "localOnly":
        return t.sync.localOnly;
      case "silent":
        return t.sync.offline(f.time(state.since));
      case "offline":
        return state.since === null ? t.sync.offlineNow : t.sync.offline(f.time(state.since));
      case "cafeSilent":
        return state.since === null ? t.edge.cafeNever : t.sync.cafeSilent(f.recentTime(state.since, now));
      case "synced":
        return state.at === null ? t.sync.connected : t.sync.synced(f.span(now - state.at));
    }
  });
  const parts = [text];
  const { pending = 0, reviews = 0, rejects = 0 } = status ?? {};
  if (pending > 0 && state.kind !== "localOnly") parts.push(t.sync.pending(pending, f.count(pending)));
  if (reviews > 0) parts.push(t.sync.review(reviews, f.count(reviews)));
  if (rejects > 0) parts.push(t.sync.failed(rejects, f.count(rejects)));
  return (
    <>
      <button
        type="button"
        data-testid="sync-pill"
        data-level={level}
        data-state={state.kind}
        aria-label={`${t.sync.title}: ${parts.join(" · ")}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={cx(
          "figures inline-flex min-h-11 items-center gap-2 rounded-full px-3 text-small font-semibold whitespace-nowrap hover:bg-raised md:min-h-9",
          LOOK[level],
        )}
      >
        <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-current" />
        <span className="truncate">{parts.join(" · ")}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SyncSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
