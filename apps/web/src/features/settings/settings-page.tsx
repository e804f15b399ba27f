import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, CupSoda, Package, Smartphone } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { deviceToken } from "../../api/connection.ts";
import { remember } from "../../api/device-memory.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { setPreferences, usePreferences } from "../../i18n/preferences.ts";
import { forgetQueries } from "../../live/query-cache-storage.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { ConsoleSettings } from "../consoles/console-settings.tsx";
import { statusQuery } from "../sync/queries.ts";

const AddStations = lazy(() => import("../stations/first-run.tsx").then((m) => ({ default: m.FirstRun })));

export function SettingsPage() {
  const { t } = useI18n();
  const { locale, digits, theme } = usePreferences();
  const [adding, setAdding] = useState(false);
  return (
    <Page title={t.settings.title}>
      <PhoneLinks />
      <div className="grid max-w-lg gap-5">
        <Segmented
          label={t.settings.language}
          value={locale}
          onChange={(next) => setPreferences({ locale: next })}
          options={[
            { value: "ar", label: t.settings.arabic, testId: "language-ar" },
            { value: "en", label: t.settings.english, testId: "language-en" },
          ]}
        />
        <Segmented
          label={t.settings.digits}
          value={digits}
          onChange={(next) => setPreferences({ digits: next })}
          options={[
            { value: "latn", label: t.settings.latin, testId: "digits-latn" },
            { value: "arab", label: t.settings.arabicIndic, testId: "digits-arab" },
          ]}
        />
        <Segmented
          label={t.settings.theme}
          value={theme}
          onChange={(next) => setPreferences({ theme: next })}
          options={(["system", "light", "dark"] as const).map((value) => ({
            value,
            label: t.settings[value],
            testId: `theme-${value}`,
          }))}
        />
        <Button className="justify-self-start" onClick={() => setAdding(true)} data-testid="stations-add">
          {t.board.addStations}
        </Button>
        <Forget />
      </div>
      <div className="mt-5">
        <ConsoleSettings />
      </div>
      {adding && (
        <Sheet title={t.board.addStations} open onClose={() => setAdding(false)}>
          <Suspense fallback={null}>
            <AddStations onDone={() => setAdding(false)} />
          </Suspense>
        </Sheet>
      )}
    </Page>
  );
}

/** The screens that have no tab on a phone. */
function PhoneLinks() {
  const { t } = useI18n();
  const links = [
    { to: "/menu", label: t.app.menu, Icon: CupSoda },
    { to: "/packages", label: t.app.packages, Icon: Package },
    { to: "/phones", label: t.app.phones, Icon: Smartphone },
  ] as const;
  return (
    <ul className="overflow-hidden rounded-tile border border-line bg-surface md:hidden">
      {links.map(({ to, label, Icon }) => (
        <li key={to} className="border-b border-line last:border-0">
          <Link to={to} className="flex min-h-14 items-center gap-3 px-4 font-semibold">
            <Icon aria-hidden="true" className="size-5 text-ink-2" />
            <span className="flex-1">{label}</span>
            <ChevronRight aria-hidden="true" className="size-5 text-ink-2 rtl:-scale-x-100" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** A phone can leave by itself; not while something waits to be sent. */
function Forget() {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: status } = useQuery(statusQuery());
  if (deviceToken() === null) return null;
  const waits = (status?.pending ?? 0) > 0;
  async function forget() {
    remember("token", null);
    client.clear();
    forgetQueries();
    await navigate({ to: "/pair" });
  }
  return (
    <div className="grid gap-1 border-t border-line pt-5">
      <Button
        look="danger"
        className="justify-self-start"
        disabled={waits}
        onClick={forget}
        data-testid="forget-phone"
      >
        {t.settings.forget}
      </Button>
      {waits && <p className="text-small text-ink-2">{t.settings.forgetBlocked}</p>}
    </div>
  );
}
