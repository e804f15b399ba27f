import { packages } from "@mikro-dash/db-schema/tables/catalogue";
import type { PackageId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import { asc, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import { createRegister, updateRegister } from "../store/register.ts";

type PackageRow = typeof packages.$inferSelect;

export interface CreatePackage {
  readonly id?: string;
  readonly name: string;
  readonly nameAr: string;
  readonly price: Piasters;
  /** Bytes; null = unlimited. */
  readonly bytesLimit?: number | null;
  /** Seconds; null = unlimited. */
  readonly timeLimit?: number | null;
  readonly profile: string;
  readonly server?: string | null;
}

function present(row: PackageRow) {
  const { id, name, nameAr, price, bytesLimit, timeLimit, profile, server, updatedAt } = row;
  return { id, name, nameAr, price, bytesLimit, timeLimit, profile, server, updatedAt };
}

/** WiFi packages, cheapest first. */
export async function listPackages(_input: unknown, { store }: Context) {
  const query = store.db
    .select()
    .from(packages)
    .where(isNull(packages.deletedAt))
    .orderBy(asc(packages.price), asc(packages.name));
  const [rows] = await store.read([query]);
  return ok({ items: rows.map(present) });
}

/** Adds a package. ID_REUSED. */
export async function createPackage({ id, ...said }: CreatePackage, ctx: Context) {
  const row = {
    ...said,
    bytesLimit: said.bytesLimit ?? null,
    timeLimit: said.timeLimit ?? null,
    server: said.server ?? null,
  };
  const made = await createRegister(ctx, packages, { verb: "package.create", id, said, row });
  return made.ok ? ok(present(made.value)) : made;
}

/** Changes a package; vouchers keep what they were made with. NOT_FOUND. */
export async function updatePackage(
  { id, ...changes }: { readonly id: PackageId } & Partial<Omit<CreatePackage, "id">>,
  ctx: Context,
) {
  const changed = await updateRegister(ctx, packages, { verb: "package.update", id, changes });
  return changed.ok ? ok(present(changed.value)) : changed;
}
