import type { BoardStation, StationInternet } from "@mikro-dash/api-contract/schemas/station";
import { Globe, GlobeX } from "lucide-react";
import { useId, useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { internetView } from "./internet-view.ts";
import { useInternet } from "./queries.ts";

/** The internet of one console, as the router's firewall has it, and the switch for it. */
export function InternetSwitch({ station }: { readonly station: BoardStation }) {
  const { t, f } = useI18n();
  const { atTheShop, known } = useInternet(station);
  const { state, asOf, obstacle } = internetView(station.macAddress !== null, atTheShop, known);
  const { set, busy } = useSetInternet(station);
  const [asking, setAsking] = useState(false);
  const id = useId();
  const age = useTick((now) => (asOf === null ? null : f.span(now - asOf)));
  const words = t.consoles.internet;
  const Icon = state === "off" ? GlobeX : Globe;

  function wish(allowed: boolean) {
    // Somebody may be playing online on it.
    if (!allowed && station.session !== null) setAsking((was) => !was);
    else void set(allowed);
  }

  function why(): string {
    if (obstacle === null) return words.asOf(age ?? "");
    if (obstacle === "fromShop") return t.vouchers.needRouter;
    if (obstacle === "away") return age === null ? words.neverAnswered : words.away(age);
    return words[obstacle];
  }

  return (
    <div className="grid gap-2" data-testid="internet" data-state={state}>
      <div className="flex items-center justify-between gap-3">
        <div className="grid min-w-0">
          <h3 id={`${id}-title`} className="flex items-center gap-2 font-semibold">
            <Icon aria-hidden="true" className="size-5 shrink-0 text-ink-2" />
            {words.title}
          </h3>
          <p id={`${id}-note`} className="figures text-small text-ink-2" data-testid="internet-note">
            <span className="font-semibold text-ink">{words[state]}</span> {why()}
          </p>
        </div>
        <Switch
          on={state === "unknown" ? null : state === "on"}
          onChange={wish}
          labelledBy={`${id}-title`}
          describedBy={`${id}-note`}
          disabled={obstacle !== null}
          busy={busy}
          testId="internet-switch"
        />
      </div>
      {asking && (
        <div
          ref={intoView}
          className="grid scroll-mb-64 gap-2 border-t border-line pt-2 pb-1 lg:scroll-mb-4"
          role="alert"
        >
          <p>{words.confirm}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              look="danger"
              data-testid="internet-cut"
              onClick={() => {
                setAsking(false);
                void set(false);
              }}
            >
              {words.cut}
            </Button>
            <Button look="quiet" data-testid="internet-keep" onClick={() => setAsking(false)}>
              {words.keep}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

/** On a phone it would open behind the buttons at the lower edge. */
function intoView(question: HTMLElement | null): void {
  question?.scrollIntoView({ block: "nearest" });
}

/** What is said afterwards is what the router answered. */
function useSetInternet(station: BoardStation) {
  const { t, nameOf } = useI18n();
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const params = { id: station.id };
  const said = ({ state }: StationInternet) =>
    state === "off"
      ? t.consoles.internet.cutDone(nameOf(station))
      : t.consoles.internet.onDone(nameOf(station));

  async function set(allowed: boolean, undoable = true): Promise<void> {
    const body = { id: newId(), at: pressedAt(), allowed };
    setBusy(true);
    await run({
      send: () => api.call("setStationInternet", { params, body }),
      done: said,
      ...(undoable && { undo: () => () => set(!allowed, false) }),
    });
    setBusy(false);
  }
  return { set, busy };
}
