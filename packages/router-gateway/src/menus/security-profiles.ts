import { RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS, written } from "../link/written.ts";

const PROFILES = "/interface/wireless/security-profiles";

/**
 * With the older drivers a network's key is in a profile, which other networks may use too: such a profile is left alone, and
 * the network gets one of its own. Answers the name of the profile with the key.
 */
export async function giveKey(
  link: RouterLink,
  network: { readonly row: RawRow; readonly shared: boolean; readonly key: string },
): Promise<string> {
  const { row, shared, key } = network;
  const current = row["security-profile"] ?? "default";
  const name = shared || current === "default" ? `mikro-dash-${row.name ?? ""}` : current;
  const values = {
    mode: "dynamic-keys",
    "authentication-types": "wpa2-psk",
    "wpa2-pre-shared-key": key,
  };
  const find = async () => {
    const columns = [".id", "wpa2-pre-shared-key", "mode"];
    const [found] = await link.run(PROFILES, (menu) => menu.print(columns, [`name=${name}`]), PATIENCE_MS);
    return found;
  };
  const write = async () => {
    const id = (await find())?.[".id"];
    if (id !== undefined) await link.run(PROFILES, (menu) => menu.set(id, values), PATIENCE_MS);
    else if (name === current) throw new RouterTrap("no such item");
    else await link.run(PROFILES, (menu) => menu.add({ name, ...values }), PATIENCE_MS);
  };
  await written(write, async () => (await find())?.["wpa2-pre-shared-key"] === key);
  return name;
}
