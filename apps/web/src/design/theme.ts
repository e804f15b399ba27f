import { onPreferences, preferences } from "../i18n/preferences.ts";

const DARK = "(prefers-color-scheme: dark)";

function applyTheme(): void {
  const { theme } = preferences();
  const dark = theme === "system" ? matchMedia(DARK).matches : theme === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

/** Before the first paint, so that a dark shop sees no white flash; then as the setting and the device change. */
export function keepTheme(signal: AbortSignal): void {
  applyTheme();
  matchMedia(DARK).addEventListener("change", applyTheme, { signal });
  signal.addEventListener("abort", onPreferences(applyTheme));
}
