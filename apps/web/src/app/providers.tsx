import { type QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { settingsQuery } from "../features/settings/queries.ts";
import { I18nProvider } from "../i18n/i18n.tsx";
import type { Locale } from "../i18n/locale.ts";
import type { Messages } from "../i18n/messages-en.ts";

const Toaster = lazy(() => import("../ui/toaster.tsx").then((m) => ({ default: m.Toaster })));

type Props = {
  readonly client: QueryClient;
  readonly initial: { readonly locale: Locale; readonly messages: Messages };
  readonly children: ReactNode;
};

export function Providers({ client, initial, children }: Props) {
  return (
    <QueryClientProvider client={client}>
      <InShopTime initial={initial}>
        {children}
        <LateToaster />
      </InShopTime>
    </QueryClientProvider>
  );
}

/** Times are the shop's, wherever the phone is. */
function InShopTime({ initial, children }: Omit<Props, "client">) {
  const { data } = useQuery(settingsQuery());
  return (
    <I18nProvider initial={initial} timeZone={data?.timeZone}>
      {children}
    </I18nProvider>
  );
}

/** After the first paint: nobody reads a toast before. */
function LateToaster() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return <Suspense fallback={null}>{late && <Toaster />}</Suspense>;
}
