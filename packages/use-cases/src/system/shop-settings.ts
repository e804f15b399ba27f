import { settings } from "@mikro-dash/db-schema/tables/people";
import { type ConsolePolicy, DEFAULT_CONSOLE_POLICY } from "@mikro-dash/domain/console/sight";
import { type BillingPolicy, DEFAULT_POLICY } from "@mikro-dash/domain/session/policy";
import { isNull } from "drizzle-orm";
import { preparedQuery } from "../store/prepared-query.ts";

/** How the shop counts and speaks. */
export interface ShopSettings extends BillingPolicy, ConsolePolicy {
  readonly businessName: string;
  readonly timeZone: string;
  /** Wall clock `HH:MM` at which a business day begins. */
  readonly dayStartsAt: string;
  readonly language: "ar" | "en";
  readonly digits: "latn" | "arab";
}

const DEFAULT_SETTINGS: ShopSettings = {
  ...DEFAULT_POLICY,
  ...DEFAULT_CONSOLE_POLICY,
  businessName: "mikro-dash",
  timeZone: "Africa/Cairo",
  dayStartsAt: "10:00",
  language: "ar",
  digits: "latn",
};

type SettingRow = typeof settings.$inferSelect;

export const settingRows = preparedQuery([], (db) =>
  db.select().from(settings).where(isNull(settings.deletedAt)),
);

/** Stored values over the defaults; keys that this version does not know are left alone. */
export function settingsOf(rows: readonly SettingRow[]): ShopSettings {
  const known = rows.filter((row) => row.id in DEFAULT_SETTINGS).map((row) => [row.id, row.value]);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}

/** The part of the settings that prices a session. */
export function policyOf(rows: readonly SettingRow[]): BillingPolicy {
  const { billingIncrementSeconds, minimumCharge, roundTo, limitAction } = settingsOf(rows);
  return { billingIncrementSeconds, minimumCharge, roundTo, limitAction };
}
