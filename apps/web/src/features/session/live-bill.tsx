import type { Session } from "@mikro-dash/api-contract/schemas/session";
import { Trash2 } from "lucide-react";
import { clock, useTick } from "../../clock/tick.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { BillList } from "./bill-list.tsx";
import type { Meter } from "./meter.ts";
import { useSessionCommands } from "./use-session-commands.ts";

/** The bill of an open session; renders again only when a line changes. Orders and extras can be taken off. */
export function LiveBill({ session, meter }: { readonly session: Session; readonly meter: Meter }) {
  const { t, nameOf } = useI18n();
  const commands = useSessionCommands();
  useTick((now) => JSON.stringify(meter.bill(now).lines));
  const bill = meter.bill(clock.now());
  const orders = inForce(session.orders, (order) => order.orderedAt);
  const charges = inForce(session.charges, (charge) => charge.chargedAt);
  const firstOrder = bill.lines.findIndex((line) => line.key === "order");
  const firstCharge = bill.lines.findIndex((line) => line.key === "charge");
  return (
    <section>
      <h3 className="text-small font-semibold text-ink-2">{t.session.bill}</h3>
      <BillList
        bill={bill}
        actionOf={(line, index) => {
          const order = line.key === "order" ? orders[index - firstOrder] : undefined;
          const charge = line.key === "charge" ? charges[index - firstCharge] : undefined;
          if (order)
            return (
              <Off
                label={t.session.voidOrder(nameOf(order))}
                onPress={() => commands.voidOrder(session, order)}
              />
            );
          if (charge)
            return (
              <Off
                label={t.session.voidCharge(charge.reason)}
                onPress={() => commands.voidCharge(session, charge)}
              />
            );
          return null;
        }}
      />
    </section>
  );
}

/** In the order of the bill's lines. */
function inForce<Row extends { readonly id: string; readonly voided: boolean }>(
  rows: readonly Row[],
  instantOf: (row: Row) => number,
): readonly Row[] {
  return rows
    .filter((row) => !row.voided)
    .toSorted((a, b) => instantOf(a) - instantOf(b) || (a.id < b.id ? -1 : 1));
}

function Off({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <Button look="quiet" size="icon" aria-label={label} onClick={onPress} className="text-ink-2">
      <Trash2 aria-hidden="true" className="size-4" />
    </Button>
  );
}
