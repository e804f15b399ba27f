import type { Client } from "@mikro-dash/api-contract/client";
import { body } from "./shop.ts";

/** 22 November 2026, 21:43 in Cairo: the hour at which every picture is taken. */
export const NOW = Date.parse("2026-11-22T21:43:00+02:00");
const at = (time: string) => Date.parse(`2026-11-22T${time}:00+02:00`);

const STATIONS = [
  { name: "PS5 window", nameAr: "بلاي 5 الشباك", hourlyRate: 3_000, hourlyRateMulti: 4_500 },
  { name: "PS5 corner", nameAr: "بلاي 5 الركن", hourlyRate: 3_000, hourlyRateMulti: 4_500 },
  { name: "PS4 one", nameAr: "بلاي 4 أول", hourlyRate: 2_000, hourlyRateMulti: 3_000 },
  { name: "PS4 two", nameAr: "بلاي 4 تاني", hourlyRate: 2_000, hourlyRateMulti: 3_000 },
  { name: "PS4 three", nameAr: "بلاي 4 تالت", hourlyRate: 2_000, hourlyRateMulti: 3_000 },
  { name: "VIP room", nameAr: "أوضة الـ VIP", hourlyRate: 6_000, hourlyRateMulti: 8_000 },
] as const;

const MENU = [
  { name: "Tea", nameAr: "شاي", category: "drinks", price: 1_000 },
  { name: "Turkish coffee", nameAr: "قهوة تركي", category: "drinks", price: 2_000 },
  { name: "Pepsi", nameAr: "بيبسي", category: "drinks", price: 1_500 },
  { name: "Chips", nameAr: "شيبسي", category: "snacks", price: 1_000 },
  { name: "Indomie", nameAr: "إندومي", category: "food", price: 2_500 },
] as const;

const PACKAGES = [
  { name: "One hour", nameAr: "ساعة", price: 500, timeLimit: 3_600, profile: "default" },
  {
    name: "Day, 2 GB",
    nameAr: "يوم، 2 جيجا",
    price: 1_500,
    timeLimit: 86_400,
    bytesLimit: 2 * 1024 ** 3,
    profile: "default",
  },
] as const;

export interface DemoEvening {
  /** By place on the board, from 1: running, multi, paused, unpaid, out of order, free; then `spare` ones that run; a part of an earlier bill of the first of those is owed. */
  readonly stationIds: readonly string[];
  readonly vouchers: readonly string[];
}

/** A café in the middle of its evening: every state of a station, a menu, vouchers. */
export async function fillTheShop(api: Client, spare: number): Promise<DemoEvening> {
  const call = api.call as (name: string, request: object) => Promise<{ id: string }>;
  const more = Array.from({ length: spare }, (_, i) => ({
    // One has a name of 24 letters: none of them may be cut off.
    ...(i === 0
      ? { name: "PlayStation 4 upstairs 1", nameAr: "بلايستيشن 4 الدور التاني" }
      : { name: `PS4 no. ${i + 4}`, nameAr: `بلاي 4 رقم ${i + 4}` }),
    ...{ hourlyRate: 2_000, hourlyRateMulti: 3_000 },
  }));
  const stationIds: string[] = [];
  for (const [i, station] of [...STATIONS, ...more].entries()) {
    stationIds.push((await call("createStation", { body: { ...station, sortOrder: i } })).id);
  }
  const menu: string[] = [];
  for (const item of MENU) menu.push((await call("createMenuItem", { body: item })).id);
  const packageIds: string[] = [];
  for (const one of PACKAGES) packageIds.push((await call("createPackage", { body: one })).id);

  const start = async (place: number, time: string, extra: object = {}) => {
    const asked = { stationId: stationIds[place - 1], at: at(time), ...extra };
    const { id } = await call("startSession", { body: asked });
    const act = (verb: string, when: string, rest: object = {}) =>
      call(verb, { params: { id }, body: { at: at(when), ...rest } });
    const order = (index: number, quantity: number, when: string) =>
      act("addOrder", when, { menuItemId: menu[index], quantity });
    return { act, order };
  };
  const one = await start(1, "20:08", { timerMinutes: 100 });
  await one.order(0, 2, "20:20");
  await one.act("pauseSession", "20:50");
  await one.act("resumeSession", "21:00");
  await one.act("changeMode", "21:10", { mode: "multi" });
  await one.order(4, 1, "21:15");
  await one.act("addCharge", "21:20", { amount: 1_000, reason: "دراع زيادة" });
  const two = await start(2, "20:55", { mode: "multi", costLimit: 10_000, notes: "عيد ميلاد" });
  await two.order(2, 4, "21:05");
  const three = await start(3, "21:05");
  await three.act("pauseSession", "21:30");
  const four = await start(4, "19:30");
  await four.act("endSession", "21:30");
  const before = await start(7, "18:00");
  await before.act("endSession", "19:10", { payment: { amount: 1_000, method: "cash" } });
  await call("updateStation", { params: { id: stationIds[4] }, body: { outOfOrder: true } });
  for (let place = STATIONS.length + 1; place <= stationIds.length; place++) {
    const session = await start(place, "21:00");
    await session.order(3, 1, "21:10");
  }

  const [hour = "", day = ""] = packageIds;
  const made = [
    await api.call("createVouchers", { body: body({ packageId: hour, count: 8, sold: true }) }),
    await api.call("createVouchers", { body: body({ packageId: day, count: 4 }) }),
  ];
  return { stationIds, vouchers: made.flatMap(({ created }) => created.map(({ code }) => code)) };
}
