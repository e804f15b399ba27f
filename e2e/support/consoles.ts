import { control } from "./simulator.ts";
import type { System } from "./system.ts";

/** Consoles of three places: that of the first is off and cut off from the internet, that of the sixth is on. */
export async function connectConsoles(system: System, stationIds: readonly string[]): Promise<void> {
  const addresses = { 1: "00:D9:D1:10:20:01", 2: "2C:CC:44:10:20:03", 6: "00:D9:D1:10:20:02" } as const;
  for (const [place, macAddress] of Object.entries(addresses)) {
    const params = { id: stationIds[Number(place) - 1] ?? "" };
    await system.desktop.call("updateStation", { params, body: { macAddress } } as never);
  }
  await control(system, "device", { mac: addresses[1], online: false });
  await control(system, "device", { mac: addresses[6], online: true });
  await system.desktop.call("updateSettings", { body: { consoleAutoPause: true } });
  const cut = { params: { id: stationIds[0] ?? "" }, body: { allowed: false } };
  await system.desktop.call("setStationInternet", cut as never);
}
