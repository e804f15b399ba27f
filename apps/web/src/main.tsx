import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { findApi } from "./api/connection.ts";
import { createQueryClient } from "./api/query-client.ts";
import { Providers } from "./app/providers.tsx";
import { router } from "./app/router.tsx";
import { runClock } from "./clock/server-clock.ts";
import { clock } from "./clock/tick.tsx";
import "./design/app.css";
import "./design/fonts.css";
import { keepTheme } from "./design/theme.ts";
import { loadMessages } from "./i18n/i18n.tsx";
import { preferences } from "./i18n/preferences.ts";
import { keepQueries, restoreQueries } from "./live/query-cache-storage.ts";

const leaving = new AbortController();
keepTheme(leaving.signal);
const client = createQueryClient();
const { locale } = preferences();

const [messages] = await Promise.all([loadMessages(locale), findApi()]);
restoreQueries(client);
keepQueries(client, leaving.signal);
runClock(clock, leaving.signal);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Providers client={client} initial={{ locale, messages }}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
