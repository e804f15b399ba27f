import { useSyncExternalStore } from "react";
import { recall, remember } from "../api/device-memory.ts";
import type { Digits, Locale } from "./locale.ts";

export type Theme = "system" | "light" | "dark";
export type Preferences = { readonly locale: Locale; readonly digits: Digits; readonly theme: Theme };

const DEFAULTS: Preferences = { locale: "ar", digits: "latn", theme: "system" };

function load(): Preferences {
  try {
    const saved = JSON.parse(recall("preferences") ?? "{}") as Partial<Record<keyof Preferences, unknown>>;
    return {
      locale: saved.locale === "en" || saved.locale === "ar" ? saved.locale : DEFAULTS.locale,
      digits: saved.digits === "arab" ? "arab" : "latn",
      theme: saved.theme === "light" || saved.theme === "dark" ? saved.theme : "system",
    };
  } catch {
    return DEFAULTS;
  }
}

let current = load();
const listeners = new Set<() => void>();

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  remember("preferences", JSON.stringify(current));
  for (const listener of listeners) listener();
}

/** Calls back after each change; the answer ends it. */
export function onPreferences(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const preferences = (): Preferences => current;
export const usePreferences = (): Preferences => useSyncExternalStore(onPreferences, preferences);
