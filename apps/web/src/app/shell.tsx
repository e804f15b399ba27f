import { ApiError } from "@mikro-dash/api-contract/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { preloadPanel } from "../features/board/side-panel.tsx";
import { ClockNotice } from "../features/clock/clock-notice.tsx";
import { SignedOut } from "../features/devices/signed-out.tsx";
import { EdgeBanner } from "../features/sync/edge-banner.tsx";
import { statusQuery } from "../features/sync/queries.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { listenToEvents } from "../live/events.ts";
import { PhoneTabs, TopBar } from "./navigation.tsx";

export function Shell() {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const { error } = useQuery(statusQuery());
  const pairing = pathname === "/pair";
  useLiveUpdates();
  useEffect(() => {
    const timer = setTimeout(preloadPanel, 800);
    return () => clearTimeout(timer);
  }, []);
  const signedOut = error instanceof ApiError && error.code === "UNAUTHORIZED";

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-ink p-3 text-on-ink focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {t.app.skip}
      </a>
      <TopBar bare={pairing || signedOut} />
      {!pairing && !signedOut && (
        <>
          <EdgeBanner />
          <ClockNotice />
        </>
      )}
      <main
        id="content"
        tabIndex={-1}
        className="flex-1 pb-[calc(4.5rem+env(safe-area-inset-bottom))] outline-none md:pb-0"
      >
        {signedOut && !pairing ? <SignedOut /> : <Outlet />}
      </main>
      {!pairing && !signedOut && <PhoneTabs />}
    </div>
  );
}

/** Told by the server where it can tell; asked for otherwise (see live/pace.ts). */
function useLiveUpdates() {
  const client = useQueryClient();
  const { data } = useQuery(statusQuery());
  const tells = data?.capabilities.includes("events") ?? false;
  useEffect(() => {
    if (!tells) return;
    const ending = new AbortController();
    listenToEvents(client, ending.signal);
    return () => ending.abort();
  }, [client, tells]);
}
