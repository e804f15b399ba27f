import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { Lightbulb, LightbulbOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { frozenOf, runningCount } from "./frozen.ts";
import { useFreezeOffer } from "./use-freeze-offer.ts";
import { useOutageCommands } from "./use-outage-commands.ts";

const FreezeSheet = lazy(() => import("./freeze-sheet.tsx").then((m) => ({ default: m.FreezeSheet })));

/** Power cut: freeze; light back: resume. The phone always has the first, the desktop when its own heartbeat says so. */
export function OutageCards({ board }: { readonly board: Board }) {
  const frozen = frozenOf(board);
  return (
    <>
      {frozen && <FrozenCard {...frozen} />}
      {runningCount(board) > 0 && <FreezeCard />}
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

function FreezeCard() {
  const { t, f } = useI18n();
  const { asks, at, dismiss, isPhone } = useFreezeOffer();
  const commands = useOutageCommands();
  if (!asks || at === null) return null;
  return (
    <section
      className="grid gap-3 rounded-tile border border-line-strong bg-surface p-4"
      data-testid="freeze-offer"
    >
      <p className="font-semibold">
        {isPhone ? t.outage.unreachable(f.time(at)) : t.outage.wasOff(f.time(at))}
      </p>
      <div className="grid gap-1 md:flex md:gap-2">
        <FreezeOpener look="solid" proposed={at} label={t.outage.freeze(f.time(at))} />
        <Button
          look="quiet"
          onClick={isPhone ? dismiss : () => commands.dismiss()}
          data-testid="freeze-dismiss"
        >
          {isPhone ? t.outage.dismiss : t.outage.dismissLocal}
        </Button>
      </div>
    </section>
  );
}

/** On the phone it is always there, in a corner: the owner may know before the heartbeat does. */
export function FreezeButton({ board }: { readonly board: Board }) {
  const { t } = useI18n();
  const { asks, isPhone } = useFreezeOffer();
  if (asks || !isPhone || runningCount(board) === 0) return null;
  return <FreezeOpener look="line" proposed={null} label={t.outage.short} />;
}

type OpenerProps = {
  readonly look: "solid" | "line";
  readonly proposed: number | null;
  readonly label: string;
};

function FreezeOpener({ look, proposed, label }: OpenerProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)} data-testid="freeze">
        <LightbulbOff aria-hidden="true" className="size-5" />
        {label}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <FreezeSheet proposed={proposed} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
