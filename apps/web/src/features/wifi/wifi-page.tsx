import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useI18n } from "../../i18n/i18n.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { statusQuery } from "../sync/queries.ts";
import { RouterTrouble } from "../vouchers/router-trouble.tsx";
import { DeviceList } from "./device-list.tsx";
import { NetworkList } from "./network-list.tsx";
import { RouterCard } from "./router-card.tsx";
import { SessionList } from "./session-list.tsx";
import { WIFI_SHOWS } from "./wifi-show.ts";

const route = getRouteApi("/wifi");

/** The router as the shop sees it: who is online, its networks, the devices it knows. On a phone it is only read. */
export function WifiPage() {
  const { t } = useI18n();
  const { show = "sessions" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: status } = useQuery(statusQuery());
  const can = status?.capabilities.includes("router") ?? false;
  const whyNot = status && !can ? t.vouchers.needRouter : undefined;
  return (
    <Page title={t.app.wifi}>
      <RouterTrouble />
      {can && <RouterCard />}
      <Segmented
        label={t.wifiWork.show}
        hideLabel
        value={show}
        onChange={(next) =>
          navigate({ search: { show: next === "sessions" ? undefined : next }, replace: true })
        }
        options={WIFI_SHOWS.map((value) => ({
          value,
          label: t.wifiWork[value],
          testId: `wifi-show-${value}`,
        }))}
      />
      {show === "sessions" && <SessionList whyNot={whyNot} />}
      {show === "networks" && <NetworkList whyNot={whyNot} />}
      {show === "devices" && <DeviceList />}
    </Page>
  );
}
