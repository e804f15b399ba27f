import { RouterTrap } from "../link/link-failure.ts";
import type { RouterLink } from "../link/router-link.ts";
import { flag } from "./columns.ts";

/** What a router says whose user may not look, or that has no such menu: then nobody watches. */
const NOT_FOR_US = /not enough permissions|no such command/;

/**
 * Which addresses answer, where the owner lets the router look (`/tool/netwatch`). A watch that is disabled, or that has
 * not looked yet, says nothing; of two on one address the one that got an answer counts.
 */
export async function readNetwatch(link: RouterLink): Promise<ReadonlyMap<string, "up" | "down">> {
  const found = new Map<string, "up" | "down">();
  for (const row of await watches(link)) {
    const { host = "", status } = row;
    if (flag(row, "disabled") || found.get(host) === "up") continue;
    if (status === "up" || status === "down") found.set(host, status);
  }
  return found;
}

async function watches(link: RouterLink) {
  try {
    return await link.run("/tool/netwatch", (menu) => menu.print(["host", "status", "disabled"]));
  } catch (error) {
    if (error instanceof RouterTrap && NOT_FOR_US.test(error.message)) return [];
    throw error;
  }
}
