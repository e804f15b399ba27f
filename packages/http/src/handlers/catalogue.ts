import { createMenuItem, listMenu, updateMenuItem } from "@mikro-dash/use-cases/catalogue/menu";
import { createPackage, listPackages, updatePackage } from "@mikro-dash/use-cases/catalogue/packages";
import type { HandlersOf } from "./handlers-of.ts";

type Names =
  | "listMenu"
  | "createMenuItem"
  | "updateMenuItem"
  | "listPackages"
  | "createPackage"
  | "updatePackage";

export const catalogueHandlers = {
  listMenu,
  createMenuItem: ({ body: { at: _, ...said } }, ctx) => createMenuItem(said, ctx),
  updateMenuItem: ({ params, body }, ctx) => updateMenuItem({ ...body, ...params }, ctx),
  listPackages,
  createPackage: ({ body: { at: _, ...said } }, ctx) => createPackage(said, ctx),
  updatePackage: ({ params, body }, ctx) => updatePackage({ ...body, ...params }, ctx),
} satisfies HandlersOf<Names>;
