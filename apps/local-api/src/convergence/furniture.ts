import { createMenuItem } from "@mikro-dash/use-cases/catalogue/menu";
import { createPackage } from "@mikro-dash/use-cases/catalogue/packages";
import type { Context } from "@mikro-dash/use-cases/context";
import { createStation } from "@mikro-dash/use-cases/stations/create-station";
import { updateSettings } from "@mikro-dash/use-cases/system/settings";
import type { Rng } from "./rng.ts";
import type { Said } from "./said.ts";
import { PACKAGE_ID } from "./shop-context.ts";

const station = (name: string, hourlyRate: number, hourlyRateMulti: number | null) => (ctx: Context) =>
  createStation({ name, nameAr: name, hourlyRate, hourlyRateMulti } as never, ctx);
const item = (name: string, price: number) => (ctx: Context) =>
  createMenuItem({ name, nameAr: name, category: "drinks", price: price as never }, ctx);
const HOUR = { name: "Hour", nameAr: "ساعة", price: 500 as never, profile: "hour" };

/** What a shop has before the first evening. */
export function furniture(rng: Rng): readonly Said[] {
  const limitAction = rng.pick(["alert", "pause"]) as "alert" | "pause";
  const commands: readonly Said["run"][] = [
    ...[station("One", 2_000, 3_000), station("Two", 2_345, null), station("Three", 1_999, 2_777)],
    ...[item("Tea", 750), item("Cola", 1_500)],
    (ctx) => createPackage({ id: PACKAGE_ID, ...HOUR }, ctx),
    (ctx) => updateSettings({ limitAction }, ctx),
  ];
  return commands.map((run) => ({ verb: "furnish", words: {}, run }));
}

/** Something that can always be said. */
export const somethingNew = (): Said => ({ verb: "furnish", words: {}, run: item("Water", 500) });
