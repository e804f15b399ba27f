import { useI18n } from "../../i18n/i18n.tsx";
import { CATEGORIES } from "./queries.ts";

export function CategoryName({ category }: { readonly category: string }) {
  const { t } = useI18n();
  const words: Readonly<Record<string, string>> = t.menu.categories;
  return <>{words[category] ?? category}</>;
}

/** Groups in the order of the menu: known kinds first, own kinds after them. */
export function groupedByCategory<Item extends { readonly category: string }>(
  items: readonly Item[],
): readonly (readonly [string, readonly Item[]])[] {
  const known: readonly string[] = CATEGORIES;
  const rank = (category: string) => (known.includes(category) ? known.indexOf(category) : known.length);
  const groups = Map.groupBy(items, (item) => item.category);
  return [...groups].toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
}
