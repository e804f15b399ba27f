import { countedBy } from "../primaries/primary.ts";
import type { Edge } from "./edge.ts";
import type { Stand } from "./stand.ts";

/** What a phone asks again and again. */
export const PHONE_LOOKS = {
  board: "/api/v1/board",
  status: "/api/v1/status",
  consoles: "/api/v1/consoles",
  vouchers: "/api/v1/vouchers?limit=50",
  wifi: "/api/v1/wifi/sessions",
} as const;
export type PhoneLook = keyof typeof PHONE_LOOKS;

/** Rows that both databases read for one request. */
export type LookCosts = Readonly<Record<PhoneLook, number>>;

/** Asks each so many times; nobody else may use the databases meanwhile. */
export async function measurePhoneLooks(
  { main, database }: Pick<Stand, "main" | "database">,
  edge: Edge,
  times: number,
): Promise<LookCosts> {
  const read = async () => (await countedBy(main)).rowsRead + (await countedBy(database)).rowsRead;
  const costs: [string, number][] = [];
  for (const [look, path] of Object.entries(PHONE_LOOKS)) {
    const before = await read();
    for (let n = 0; n < times; n++) await edge.get(path);
    costs.push([look, ((await read()) - before) / times]);
  }
  return Object.fromEntries(costs) as LookCosts;
}
