import { close, see, seeOpen, seeOver, tap, there } from "./looking.ts";
import { body } from "./shop.ts";
import { control } from "./simulator.ts";
import type { System } from "./system.ts";
import { look, type Viewer } from "./viewer.ts";

const DEVICE = { mac: "A4:83:E7:00:10:01", hostName: "Galaxy-A15" } as const;

export const comeOnline = (system: System, code: string) => control(system, "login", { code, ...DEVICE });

/** Vouchers in every state: one online, one used up, one printed, one disabled. */
export async function useVouchers(system: System, vouchers: readonly string[]): Promise<void> {
  const [online = "", usedUp = "", printed = "", disabled = ""] = vouchers;
  await comeOnline(system, online);
  await control(system, "traffic", { code: online, bytesIn: 5_000_000, bytesOut: 60_000_000 });
  const change = (code: string, said: object) =>
    system.desktop.call("updateVoucher", { params: { id: code }, body: said });
  await control(system, "login", { code: usedUp, mac: "A4:83:E7:00:10:02" });
  await control(system, "traffic", { code: usedUp, bytesIn: 0, bytesOut: 900_000_000 });
  await control(system, "logout", { code: usedUp });
  await change(usedUp, { bytesLimit: 500_000_000 });
  await system.desktop.call("markPrinted", { body: body({ codes: [printed, disabled] }) });
  await change(disabled, { disabled: true });
}

/** The list, one voucher and what is done with it, several, paper. */
export async function seeVouchers(viewer: Viewer, vouchers: readonly string[]): Promise<void> {
  const [online = "", usedUp = "", printed = "", disabled = ""] = vouchers;
  const { page } = viewer;
  await see(viewer, "vouchers", "/vouchers", `voucher-${online}`);
  await seeOver(viewer, "create-vouchers", "voucher-create", "voucher-preview");
  await seeOver(viewer, "voucher", `open-${online}`, "voucher-detail");
  await tap(viewer, `open-${usedUp}`);
  await tap(viewer, "voucher-extend");
  await page.getByTestId("extend-gigabytes").fill("1");
  await there(viewer, "extend-result");
  await look(viewer, "voucher-extend");
  await close(viewer, "voucher-detail");
  for (const code of [online, printed, disabled]) await page.getByTestId(`mark-${code}`).check();
  await seeOpen(viewer, "vouchers-marked", "selection-delete", "voucher-delete-sheet");
  await close(viewer, "voucher-delete-sheet");
  await tap(viewer, "selection-print");
  await there(viewer, "paper");
  await tap(viewer, "qr-login");
  await page.getByTestId("print-address").fill("wifi.cafe");
  await page.locator("[data-qr^='http://wifi.cafe']").first().waitFor();
  await look(viewer, "print");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await there(viewer, "print-yes");
  await look(viewer, "print-question");
  await close(viewer, "print-question");
  await tap(viewer, "print-close");
}

/** Who is online, the networks, the devices, and what is asked before something is changed. */
export async function seeWifi(viewer: Viewer, online: string): Promise<void> {
  const { page } = viewer;
  await see(viewer, "wifi", "/wifi", `wifi-${online}`);
  await seeOver(viewer, "disconnect", `disconnect-${online}`, "disconnect-sheet");
  await see(viewer, "networks", "/wifi?show=networks", "network-wifi1");
  await tap(viewer, "network-edit-wifi1");
  await page.getByTestId("network-ssid").fill("كافيه القمر");
  await look(viewer, "network");
  await seeOpen(viewer, "network-question", "network-review", "network-question");
  await close(viewer, "network-question");
  await close(viewer, "network-sheet");
  await see(viewer, "devices", "/wifi?show=devices", `device-${DEVICE.mac}`);
}
