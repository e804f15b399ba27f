import type { RouterLink } from "../link/router-link.ts";
import { count, textOrNull } from "./columns.ts";

/** What a voucher may do on the hotspot. */
export interface UserProfile {
  readonly name: string;
  readonly rateLimit: string | null;
  readonly sharedUsers: number;
}

export async function readProfiles(link: RouterLink): Promise<readonly UserProfile[]> {
  const rows = await link.run("/ip/hotspot/user/profile", (menu) =>
    menu.print(["name", "rate-limit", "shared-users"]),
  );
  return rows.map((row) => ({
    name: row.name ?? "",
    rateLimit: textOrNull(row, "rate-limit"),
    sharedUsers: count(row, "shared-users") || 1,
  }));
}
