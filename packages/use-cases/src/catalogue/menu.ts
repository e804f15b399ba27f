import { psMenuItems } from "@mikro-dash/db-schema/tables/catalogue";
import type { MenuItemId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import { asc, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import { createRegister, updateRegister } from "../store/register.ts";

type MenuItemRow = typeof psMenuItems.$inferSelect;

export interface CreateMenuItem {
  readonly id?: string;
  readonly name: string;
  readonly nameAr: string;
  readonly category: string;
  readonly price: Piasters;
  readonly available?: boolean;
}

function present({ id, name, nameAr, category, price, available, updatedAt }: MenuItemRow) {
  return { id, name, nameAr, category, price, available, updatedAt };
}

/** Food and drink, by category and name. */
export async function listMenu(_input: unknown, { store }: Context) {
  const query = store.db
    .select()
    .from(psMenuItems)
    .where(isNull(psMenuItems.deletedAt))
    .orderBy(asc(psMenuItems.category), asc(psMenuItems.name));
  const [rows] = await store.read([query]);
  return ok({ items: rows.map(present) });
}

/** Adds an item. ID_REUSED. */
export async function createMenuItem({ id, ...said }: CreateMenuItem, ctx: Context) {
  const row = { ...said, available: said.available ?? true };
  const made = await createRegister(ctx, psMenuItems, { verb: "menu.create", id, said, row });
  return made.ok ? ok(present(made.value)) : made;
}

/** Changes an item; orders keep the name and price they were made with. NOT_FOUND. */
export async function updateMenuItem(
  { id, ...changes }: { readonly id: MenuItemId } & Partial<Omit<CreateMenuItem, "id">>,
  ctx: Context,
) {
  const changed = await updateRegister(ctx, psMenuItems, { verb: "menu.update", id, changes });
  return changed.ok ? ok(present(changed.value)) : changed;
}
