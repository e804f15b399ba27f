import { Link, type LinkProps } from "@tanstack/react-router";
import { Ellipsis, Gamepad2, Settings, Ticket, Wifi } from "lucide-react";
import { SyncPill } from "../features/sync/sync-pill.tsx";
import { useI18n } from "../i18n/i18n.tsx";

export function TopBar({ bare }: { readonly bare: boolean }) {
  const { t } = useI18n();
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface px-3 md:gap-4 md:px-6">
      <Link
        to="/"
        className="flex min-h-11 min-w-11 items-center gap-2.5 rounded-control p-1"
        aria-label={t.app.name}
      >
        <Mark />
        <bdi dir="ltr" className="hidden text-name font-extrabold tracking-tight sm:inline">
          mikro<span className="text-ink-2">·</span>dash
        </bdi>
      </Link>
      {!bare && (
        <>
          <DesktopNav />
          <span className="flex-1" />
          <SyncPill />
          <Link
            to="/settings"
            aria-label={t.app.settings}
            className="hidden size-10 items-center justify-center rounded-control text-ink-2 hover:bg-raised hover:text-ink md:flex [&.active]:bg-raised [&.active]:text-ink"
          >
            <Settings aria-hidden="true" className="size-5" />
          </Link>
        </>
      )}
    </header>
  );
}

/** The tape, small: single, multi, paused. */
function Mark() {
  return (
    <svg viewBox="0 0 28 28" className="size-7" aria-hidden="true">
      <path d="M10 3v12l12-6z" fill="var(--run)" />
      <rect x="2" y="20" width="11" height="5" rx="1.5" fill="var(--run)" />
      <rect x="14.5" y="20" width="7" height="5" rx="1.5" fill="var(--duo)" />
      <rect x="23" y="20" width="3.5" height="5" rx="1.5" fill="var(--hold)" />
    </svg>
  );
}

function DesktopNav() {
  const { t } = useI18n();
  const links = [
    ["/", t.app.stations],
    ["/vouchers", t.app.vouchers],
    ["/wifi", t.app.wifi],
    ["/menu", t.app.menu],
    ["/packages", t.app.packages],
    ["/phones", t.app.phones],
  ] as const satisfies readonly (readonly [LinkProps["to"], string])[];
  return (
    <nav aria-label={t.app.nav} className="hidden h-full items-stretch gap-1 md:flex">
      {links.map(([to, label]) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === "/", includeSearch: false }}
          className="relative flex items-center rounded-control px-3 font-semibold text-ink-2 hover:text-ink [&.active]:text-ink [&.active]:after:absolute [&.active]:after:inset-x-3 [&.active]:after:bottom-0 [&.active]:after:h-1 [&.active]:after:rounded-t-full [&.active]:after:bg-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

export function PhoneTabs() {
  const { t } = useI18n();
  const tabs = [
    { to: "/", label: t.app.stations, Icon: Gamepad2 },
    { to: "/vouchers", label: t.app.vouchers, Icon: Ticket },
    { to: "/wifi", label: t.app.wifi, Icon: Wifi },
    { to: "/settings", label: t.app.more, Icon: Ellipsis },
  ] as const;
  return (
    <nav
      aria-label={t.app.nav}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {tabs.map(({ to, label, Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === "/", includeSearch: false }}
          className="grid min-h-16 content-center justify-items-center gap-0.5 text-small font-semibold text-ink-2 [&.active]:text-ink [&.active_svg]:stroke-[2.75]"
        >
          <Icon aria-hidden="true" className="size-5.5" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
