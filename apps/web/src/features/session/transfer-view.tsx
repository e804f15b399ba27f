import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { clock } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { useBoardNavigation } from "../board/use-board-navigation.ts";
import { meterOf } from "./meter.ts";
import type { SessionViewProps } from "./panel.tsx";
import { StationChoice } from "./station-choice.tsx";
import { ViewForm } from "./view-form.tsx";

export function TransferView({ board, station, session }: SessionViewProps & { readonly board: Board }) {
  const { t, f, nameOf } = useI18n();
  const run = useCommand();
  const { open } = useBoardNavigation();
  const [to, setTo] = useState<string>();
  const [orders, setOrders] = useState<"with" | "without">("with");
  const [busy, setBusy] = useState(false);
  const targets = board.stations.filter((one) => one.session !== null && one.id !== station.id);
  const target = targets.find((one) => one.id === to);

  async function transfer() {
    if (!target?.session) return;
    const body = {
      id: newId(),
      at: pressedAt(),
      toSessionId: target.session.id,
      includeOrders: orders === "with",
    };
    setBusy(true);
    const closed = await run({
      send: () => api.call("transferSession", { params: { id: session.id }, body }),
      done: t.session.transferred(nameOf(target)),
    });
    setBusy(false);
    if (closed) open(orders === "with" ? target.id : station.id);
  }

  return (
    <ViewForm
      title={t.session.transferTitle}
      text={targets.length === 0 ? t.session.noTarget : t.session.transferText}
      submit={target ? t.session.transferNow(nameOf(target)) : t.session.transfer}
      disabled={target === undefined}
      busy={busy}
      testId="transfer-confirm"
      onSubmit={transfer}
    >
      <StationChoice
        label={t.session.transferTitle}
        stations={targets}
        value={to}
        onChange={setTo}
        note={(one) => one.session && f.price(meterOf(one.session).bill(clock.now()).payable)}
      />
      {session.orders.some((order) => !order.voided) && (
        <Segmented
          label={t.session.order}
          value={orders}
          onChange={setOrders}
          options={[
            { value: "with", label: t.session.withOrders, testId: "transfer-with-orders" },
            { value: "without", label: t.session.withoutOrders, testId: "transfer-without-orders" },
          ]}
        />
      )}
    </ViewForm>
  );
}
