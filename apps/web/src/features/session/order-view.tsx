import type { MenuItem } from "@mikro-dash/api-contract/schemas/catalogue";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { Stepper } from "../../ui/stepper.tsx";
import { CategoryName, groupedByCategory } from "../menu/category-name.tsx";
import { menuQuery } from "../menu/queries.ts";
import type { SessionViewProps } from "./panel.tsx";
import { useSessionCommands } from "./use-session-commands.ts";

export function OrderView({ session, onDone }: SessionViewProps) {
  const { t, f } = useI18n();
  const query = useQuery(menuQuery());
  const commands = useSessionCommands();
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());

  if (query.data === undefined) {
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <div className="p-5">
        <SkeletonList rows={5} className="h-12" />
      </div>
    );
  }
  const items = query.data.items.filter((item) => item.available);
  if (items.length === 0) {
    return (
      <EmptyState title={t.session.noMenu}>
        <Link to="/menu" className={buttonClass("solid")}>
          {t.session.toMenu}
        </Link>
      </EmptyState>
    );
  }
  const lines = items.flatMap((item) => {
    const quantity = chosen.get(item.id) ?? 0;
    return quantity > 0 ? [{ item, quantity }] : [];
  });
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const worth = lines.reduce((sum, line) => sum + line.quantity * line.item.price, 0);

  function add() {
    for (const line of lines) void commands.order(session, line);
    onDone();
  }

  return (
    <div className="flex flex-1 flex-col">
      <div className="grid gap-5 p-5">
        <h3 className="text-name font-semibold">{t.session.orderTitle}</h3>
        {groupedByCategory(items).map(([category, group]) => (
          <section key={category} className="grid gap-1">
            <h4 className="text-small font-semibold text-ink-2">
              <CategoryName category={category} />
            </h4>
            <ul className="grid">
              {group.map((item) => (
                <MenuLine
                  key={item.id}
                  item={item}
                  quantity={chosen.get(item.id) ?? 0}
                  onChange={(quantity) => setChosen(new Map(chosen).set(item.id, quantity))}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="sticky bottom-0 border-t border-line bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))]">
        <Button
          look="solid"
          size="lg"
          className="w-full"
          disabled={pieces === 0}
          onClick={add}
          data-testid="order-confirm"
        >
          {pieces === 0 ? t.session.chooseOrder : t.session.addOrder(pieces, f.count(pieces), f.price(worth))}
        </Button>
      </div>
    </div>
  );
}

type LineProps = {
  readonly item: MenuItem;
  readonly quantity: number;
  readonly onChange: (quantity: number) => void;
};

/** The name itself adds one: the whole line is the target. */
function MenuLine({ item, quantity, onChange }: LineProps) {
  const { f, nameOf } = useI18n();
  return (
    <li className={cx("flex items-center gap-2 rounded-control", quantity > 0 && "bg-raised")}>
      <button
        type="button"
        data-testid={`order-item-${item.name}`}
        className="flex min-h-12 min-w-0 flex-1 items-baseline gap-3 rounded-control px-3 py-2 text-start hover:bg-raised"
        onClick={() => onChange(quantity + 1)}
      >
        <span className="min-w-0 flex-1 truncate font-semibold">{nameOf(item)}</span>
        <bdi className="figures text-ink-2">{f.price(item.price)}</bdi>
      </button>
      {quantity > 0 && <Stepper what={nameOf(item)} value={quantity} onChange={onChange} />}
    </li>
  );
}
