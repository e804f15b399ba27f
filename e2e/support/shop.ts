import type { Client } from "@mikro-dash/api-contract/client";

/** What a new shop puts in first. Ids are chosen here, so that a test can name them. */
export async function openTheShop(api: Client, stations = 4): Promise<OpenedShop> {
  const stationIds: string[] = [];
  for (let i = 0; i < stations; i++) {
    const made = await api.call("createStation", {
      body: body({
        name: `PS ${i + 1}`,
        nameAr: `بلايستيشن ${i + 1}`,
        hourlyRate: 2_000,
        hourlyRateMulti: 3_000,
        sortOrder: i,
      }),
    });
    stationIds.push(made.id);
  }
  const tea = await api.call("createMenuItem", {
    body: body({ name: "Tea", nameAr: "شاي", category: "drinks", price: 1_000 }),
  });
  return { stationIds, teaId: tea.id };
}

export interface OpenedShop {
  readonly stationIds: readonly string[];
  readonly teaId: string;
}

/** A literal as a request body: outside, ids and money are plain text and numbers; the server checks them. */
export const body = (plain: object) => plain as never;
