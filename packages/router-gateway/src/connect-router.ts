import type { Clock } from "@mikro-dash/domain/time/clock";
import { RouterLink } from "./link/router-link.ts";
import { BootWatch } from "./menus/boot-watch.ts";
import { changeVoucher, deleteVouchers } from "./menus/change-vouchers.ts";
import { createVouchers } from "./menus/create-vouchers.ts";
import { readDevices } from "./menus/devices.ts";
import { countUsers, readUsers, readUsersMeant, readUsersNamed } from "./menus/hotspot-users.ts";
import { readAccess, readCutOff, setInternet } from "./menus/internet.ts";
import { Networks } from "./menus/networks.ts";
import { readProfiles } from "./menus/profiles.ts";
import { restoreUsage } from "./menus/restore-usage.ts";
import { readRouterInfo, readUptime } from "./menus/router-info.ts";
import { endSession, readSessions } from "./menus/sessions.ts";
import { readVouchers } from "./menus/vouchers.ts";
import { asResult } from "./refusals.ts";
import type { RouterGateway } from "./router-gateway.ts";

export interface RouterConfig {
  readonly host: string;
  /** 8728 when absent. */
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  readonly clock: Clock;
  /** 0 to 1, from the app: spreads the attempts to connect again. */
  readonly random: () => number;
  /** Until a connection is logged in; 5,000 when absent. */
  readonly connectTimeoutMs?: number;
  /** Until a command is answered; 10,000 when absent. */
  readonly commandTimeoutMs?: number;
}

/** Opens nothing yet: the first question connects, and so does the next one after the connection was lost. */
export function connectRouter(config: RouterConfig): RouterGateway {
  const { host, port = 8728, user, password, clock, random } = config;
  const link = new RouterLink({
    address: { host, port, user, password },
    deadlines: {
      connectMs: config.connectTimeoutMs ?? 5_000,
      commandMs: config.commandTimeoutMs ?? 10_000,
    },
    clock,
    random,
  });
  const networks = new Networks(link);
  const watch = new BootWatch();
  return {
    vouchers: () => asResult(() => readVouchers(link, clock)),
    users: () => asResult(() => readUsers(link)),
    usersNamed: (codes) => asResult(() => readUsersNamed(link, codes)),
    usersMeant: (refs) => asResult(() => readUsersMeant(link, refs)),
    countUsers: () => asResult(() => countUsers(link)),
    createVouchers: (batch) => createVouchers(link, batch),
    profiles: () => asResult(() => readProfiles(link)),
    sessions: () => asResult(() => readSessions(link, clock)),
    changeVoucher: (ref, change) => asResult(() => changeVoucher(link, clock, ref, change)),
    restoreUsage: (voucher, losses) => asResult(() => restoreUsage(link, clock, voucher, losses)),
    deleteVouchers: (refs) => deleteVouchers(link, refs),
    disconnect: (sessionId) => asResult(() => endSession(link, sessionId)),
    devices: () => asResult(() => readDevices(link, networks)),
    networks: () => asResult(() => networks.read()),
    changeNetwork: (id, change) => asResult(() => networks.change(id, change)),
    internet: (macAddress) => asResult(() => readAccess(link, macAddress)),
    cutOff: () => asResult(() => readCutOff(link)),
    setInternet: (macAddress, allowed) => asResult(() => setInternet(link, macAddress, allowed)),
    info: () => asResult(() => readRouterInfo(link, clock, watch)),
    uptime: () => asResult(() => readUptime(link, clock, watch)),
    linkState: () => link.state,
    close: () => link.close(),
  };
}
