import { plural } from "../plural.ts";

export const counted = (n: number, shown: string, one: string, other: string) =>
  plural("en", n, shown, { one, other });
