import type { Result } from "@mikro-dash/domain/result";
import type { LostUsage } from "@mikro-dash/domain/voucher/lost-usage";
import type { LinkState } from "./link/link-state.ts";
import type { DeletedBatch, VoucherChange } from "./menus/change-vouchers.ts";
import type { CreatedBatch, CreatedVoucher, VoucherBatch } from "./menus/create-vouchers.ts";
import type { Device } from "./menus/devices.ts";
import type { HotspotUser } from "./menus/hotspot-users.ts";
import type { InternetAccess } from "./menus/internet.ts";
import type { NetworkChange, WifiNetwork } from "./menus/networks.ts";
import type { UserProfile } from "./menus/profiles.ts";
import type { RestoredUsage } from "./menus/restore-usage.ts";
import type { RouterInfo, RouterUptime } from "./menus/router-info.ts";
import type { WifiSession } from "./menus/sessions.ts";
import type { RouterVoucher } from "./menus/vouchers.ts";

/**
 * A MikroTik router in the shop's own words. Nothing of RouterOS or of the client library is seen through it.
 *
 * Every call settles within its deadlines and answers errors as values: `ROUTER_UNAVAILABLE` (it may work later),
 * `ROUTER_REFUSED` (it will not, until somebody changes something) or `NOT_FOUND`, each with a sentence for people. A write
 * whose answer was lost is looked at before it is tried again.
 * Commands go one at a time, in the order they were asked for; connecting again is the gateway's business.
 */
export interface RouterGateway {
  /** Every voucher with what live sessions have used added: what the shop's list shows. */
  vouchers(): Promise<Result<readonly RouterVoucher[]>>;
  /** Rows of the user list as the router counts them, live sessions not added. */
  users(): Promise<Result<readonly HotspotUser[]>>;
  /** The users of these names; those that are not there are left out. */
  usersNamed(codes: readonly string[]): Promise<Result<readonly HotspotUser[]>>;
  /** The vouchers that are meant, by the router's id or by code; those that are not there are left out. */
  usersMeant(refs: readonly string[]): Promise<Result<readonly HotspotUser[]>>;
  /** How many users there are: one small answer, to notice that the list has changed. */
  countUsers(): Promise<Result<number>>;
  /**
   * Makes the users of a batch one by one. Names are given, so the same batch can be asked for again: a user that is there
   * already with the same name and comment counts as created, and no name is ever made twice.
   */
  createVouchers(batch: VoucherBatch): Promise<Result<CreatedBatch>>;
  /** Extends, disables, resets a voucher, named by the router's id or its code; the answer is how it stands then. */
  changeVoucher(ref: string, change: VoucherChange): Promise<Result<RouterVoucher>>;
  /** Takes what the router forgot off a voucher's limits, each loss once ever; `NOT_FOUND` when id and code are not one voucher. */
  restoreUsage(voucher: CreatedVoucher, losses: readonly LostUsage[]): Promise<Result<RestoredUsage>>;
  /** Removes vouchers, named by id or code, each looked up first. `INVALID` when nothing is named; `default-trial` is none. */
  deleteVouchers(refs: readonly string[]): Promise<Result<DeletedBatch>>;
  profiles(): Promise<Result<readonly UserProfile[]>>;
  sessions(): Promise<Result<readonly WifiSession[]>>;
  /** Ends the live session of this id (`WifiSession.id`). */
  disconnect(sessionId: string): Promise<Result<void>>;
  devices(): Promise<Result<readonly Device[]>>;
  networks(): Promise<Result<readonly WifiNetwork[]>>;
  /** Renames a network, gives it another key, sends it out or not; the answer is how it stands then. */
  changeNetwork(id: string, change: NetworkChange): Promise<Result<WifiNetwork>>;
  /** Whether this device reaches the internet, as the firewall has it now. */
  internet(macAddress: string): Promise<Result<InternetAccess>>;
  /** The devices that were cut off and are. */
  cutOff(): Promise<Result<readonly InternetAccess[]>>;
  /** Cuts a device off, or lets it through again; the answer is read back from the firewall. */
  setInternet(macAddress: string, allowed: boolean): Promise<Result<InternetAccess>>;
  info(): Promise<Result<RouterInfo>>;
  uptime(): Promise<Result<RouterUptime>>;
  linkState(): LinkState;
  /** Drops the connection; what waits is answered `ROUTER_UNAVAILABLE`, and so is everything asked afterwards. */
  close(): void;
}
