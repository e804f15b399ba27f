import type { EndpointRequest } from "@mikro-dash/api-contract/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { parseAmount } from "../../i18n/parse-amount.ts";
import { useCommand } from "../../live/use-command.ts";
import { CheckField, NumberField } from "../../ui/field.tsx";
import { settingsQuery } from "../settings/queries.ts";
import { UnpaidPlay } from "./unpaid-play.tsx";

/** What consoles may do by themselves, and how long they played without a session. */
export function ConsoleSettings() {
  const { t } = useI18n();
  const run = useCommand();
  const { data: settings } = useQuery(settingsQuery());
  if (settings === undefined) return null;
  const save = (body: Parameters<typeof change>[0]) => run({ send: () => change(body), done: t.app.saved });
  return (
    <section className="grid max-w-lg gap-3 border-t border-line pt-5" data-testid="console-settings">
      <h2 className="text-name font-semibold">{t.consoles.title}</h2>
      <p className="text-small text-ink-2">{t.consoles.explain}</p>
      <CheckField
        label={t.consoles.autoStart}
        checked={settings.consoleAutoStart}
        onChange={(consoleAutoStart) => save({ consoleAutoStart })}
      />
      <CheckField
        label={t.consoles.autoPause}
        checked={settings.consoleAutoPause}
        onChange={(consoleAutoPause) => save({ consoleAutoPause })}
      />
      {(settings.consoleAutoStart || settings.consoleAutoPause) && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Whole
            label={t.consoles.debounce}
            value={settings.consoleDebounceSeconds}
            least={10}
            most={600}
            onSave={(consoleDebounceSeconds) => save({ consoleDebounceSeconds })}
          />
          <Whole
            label={t.consoles.cooldown}
            value={settings.consoleCooldownMinutes}
            least={0}
            most={30}
            onSave={(consoleCooldownMinutes) => save({ consoleCooldownMinutes })}
          />
        </div>
      )}
      <UnpaidPlay />
    </section>
  );
}

const change = (body: NonNullable<EndpointRequest<"updateSettings">["body"]>) =>
  api.call("updateSettings", { body });

type WholeProps = {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onSave: (value: number) => unknown;
};

/** A whole number, saved when the field is left with one that is allowed. */
function Whole({ label, value, least, most, onSave }: WholeProps) {
  const { t, f } = useI18n();
  const [text, setText] = useState(String(value));
  const piasters = parseAmount(text);
  const read = piasters === null ? Number.NaN : piasters / 100;
  const allowed = Number.isInteger(read) && read >= least && read <= most;
  const range = t.consoles.outOf(f.count(least), f.count(most));
  return (
    <NumberField
      label={label}
      hint={range}
      problem={allowed ? undefined : range}
      value={text}
      onChange={setText}
      onBlur={() => allowed && read !== value && onSave(read)}
    />
  );
}
