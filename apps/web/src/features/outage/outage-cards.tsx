import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useQuery } from "@tanstack/react-query";
import { Lightbulb, LightbulbOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { statusQuery } from "../sync/queries.ts";
import { frozenOf, runningCount } from "./frozen.ts";
import { useOutageCommands } from "./use-outage-commands.ts";

const FreezeSheet = lazy(() => import("./freeze-sheet.tsx").then((m) => ({ default: m.FreezeSheet })));
/** After this silence of the café the phone asks: power or internet? */
const SILENT_MS = 60_000;

/** Power cut: freeze; light back: resume. The phone always has the first, the desktop when its own heartbeat says so. */
export function OutageCards({ board }: { readonly board: Board }) {
  const frozen = frozenOf(board);
  return (
    <>
      {frozen && <FrozenCard {...frozen} />}
      {runningCount(board) > 0 && <FreezeOffer />}
    </>
  );
}

function FrozenCard({
  batchId,
  at,
  sessions,
}: {
  readonly batchId: string;
  readonly at: number;
  readonly sessions: number;
}) {
  const { t, f } = useI18n();
  const commands = useOutageCommands();
  return (
    <section
      className="grid gap-3 rounded-tile border border-hold-line bg-hold-soft p-4 text-hold"
      data-testid="frozen-card"
      aria-live="polite"
    >
      <p className="flex items-center gap-2 font-semibold">
        <LightbulbOff aria-hidden="true" className="size-5 shrink-0" />
        {t.outage.frozenNow(sessions, f.count(sessions), f.time(at))}
      </p>
      <div className="flex gap-2">
        <Button
          look="solid"
          className="flex-1 md:flex-none"
          onClick={() => commands.resume()}
          data-testid="resume-all"
        >
          <Lightbulb aria-hidden="true" className="size-5" />
          {t.outage.resume}
        </Button>
        <Button
          look="line"
          className="text-ink"
          onClick={() => commands.undo(batchId)}
          data-testid="freeze-undo"
        >
          {t.app.undo}
        </Button>
      </div>
    </section>
  );
}

function FreezeOffer() {
  const { t, f } = useI18n();
  const { data: status } = useQuery(statusQuery());
  const [open, setOpen] = useState(false);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const seenAt = status?.cafeSeenAt ?? null;
  const silent = useTick((now) => seenAt !== null && now - seenAt > SILENT_MS);
  if (status === undefined) return null;
  const proposed = status.freezeProposal?.at ?? null;
  const asks =
    (proposed !== null || (status.host === "edge" && silent)) && dismissed !== (proposed ?? seenAt);
  if (!asks && status.host !== "edge") return null;
  const at = proposed ?? seenAt;
  return (
    <section
      className={asks ? "grid gap-3 rounded-tile border border-line-strong bg-surface p-4" : "contents"}
      data-testid="freeze-offer"
    >
      {asks && at !== null && <p className="font-semibold">{t.outage.unreachable(f.time(at))}</p>}
      <div className={asks ? "grid gap-1 md:flex md:gap-2" : "contents"}>
        <Button
          look={asks ? "solid" : "line"}
          className={asks ? "" : "justify-self-start"}
          onClick={() => setOpen(true)}
          data-testid="freeze"
        >
          <LightbulbOff aria-hidden="true" className="size-5" />
          {asks && at !== null ? t.outage.freeze(f.time(at)) : t.outage.short}
        </Button>
        {asks && (
          <Button look="quiet" onClick={() => setDismissed(at)} data-testid="freeze-dismiss">
            {t.outage.dismiss}
          </Button>
        )}
      </div>
      {open && (
        <Suspense fallback={null}>
          <FreezeSheet proposed={asks ? at : null} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}
