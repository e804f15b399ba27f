/** What this device keeps for itself. Storage may be forbidden or full: then it is forgotten, nothing breaks. */
type Key = "apiUrl" | "token" | "preferences" | "cache" | "cafeSeenDismissed" | "paper" | "loginPage";

const named = (key: Key) => `mikro-dash.${key}`;

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(named(key));
  } catch {
    return null;
  }
}

export function remember(key: Key, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(named(key));
    else localStorage.setItem(named(key), value);
  } catch {
    // Nothing to do: the next visit starts without it.
  }
}
