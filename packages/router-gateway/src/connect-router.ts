import type { Clock } from "@mikro-dash/domain/time/clock";
import { RouterLink } from "./link/router-link.ts";
import { createVouchers } from "./menus/create-vouchers.ts";
import { readDevices } from "./menus/devices.ts";
import { countUsers, readUsers, readUsersNamed } from "./menus/hotspot-users.ts";
import { Networks } from "./menus/networks.ts";
import { readProfiles } from "./menus/profiles.ts";
import { readRouterInfo } from "./menus/router-info.ts";
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
  return {
    vouchers: () => asResult(() => readVouchers(link, clock)),
    users: () => asResult(() => readUsers(link)),
    usersNamed: (codes) => asResult(() => readUsersNamed(link, codes)),
    countUsers: () => asResult(() => countUsers(link)),
    createVouchers: (batch) => createVouchers(link, batch),
    profiles: () => asResult(() => readProfiles(link)),
    sessions: () => asResult(() => readSessions(link, clock)),
    disconnect: (sessionId) => asResult(() => endSession(link, sessionId)),
    devices: () => asResult(() => readDevices(link, networks)),
    networks: () => asResult(() => networks.read()),
    info: () => asResult(() => readRouterInfo(link, clock)),
    linkState: () => link.state,
    close: () => link.close(),
  };
}
