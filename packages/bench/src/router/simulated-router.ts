import { join } from "node:path";
import { startNode } from "@mikro-dash/test-kit/processes";

const SIMULATOR = join(import.meta.dirname, "../../../router-simulator/src/cli.ts");

export interface SimulatedRouter {
  readonly port: number;
  /** A phone of its own begins to use this voucher; `idle`: without moving a byte. */
  login(code: string, traffic?: "idle"): Promise<void>;
  logout(code: string): Promise<void>;
  /** A device asks for an address. */
  device(mac: string): Promise<void>;
  /** Answers the router's id of the row. */
  addVoucher(code: string): Promise<string>;
  removeVoucher(id: string): Promise<void>;
  /** In order: who is online is logged out and loses nothing. */
  reboot(): Promise<void>;
  stop(): Promise<void>;
}

export const voucherCode = (n: number): string => `V${String(n).padStart(5, "0")}`;

/** The router simulator in a process of its own, in real time, with so many vouchers: {@link voucherCode} from 1 on. */
export async function startSimulatedRouter(vouchers: number): Promise<SimulatedRouter> {
  const args = ["--port", "0", "--control-port", "0", "--vouchers", String(vouchers)];
  const simulator = await startNode({ name: "router-simulator", script: SIMULATOR, args });
  const [, port = "", url = ""] = await simulator.waitForLine(
    /"ready":true,"port":(\d+),"controlUrl":"([^"]+)"/,
    60_000,
  );
  async function control(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const answer = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body) });
    const said = (await answer.json()) as Readonly<Record<string, unknown>>;
    if (!answer.ok) throw new Error(`the simulator refused ${path}: ${JSON.stringify(said)}`);
    return said;
  }
  return {
    port: Number(port),
    async login(code, traffic) {
      const pace = traffic === "idle" ? { bytesInPerSecond: 0, bytesOutPerSecond: 0 } : {};
      await control("/login", { code, ...pace });
    },
    async logout(code) {
      await control("/logout", { code });
    },
    async device(mac) {
      await control("/device", { mac, online: true });
    },
    async addVoucher(code) {
      const words = ["/ip/hotspot/user/add", `=name=${code}`, `=password=${code}`, "=profile=1GB"];
      return String((await control("/command", { words })).ret);
    },
    async removeVoucher(id) {
      await control("/command", { words: ["/ip/hotspot/user/remove", `=.id=${id}`] });
    },
    async reboot() {
      await control("/reboot", { downMs: 500 });
    },
    async stop() {
      await simulator.kill();
    },
  };
}
