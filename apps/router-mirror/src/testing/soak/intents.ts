/** What the writer wants of the router, written down before it asks. */
export type Intent =
  | { readonly kind: "create"; readonly codes: readonly string[] }
  | { readonly kind: "extend"; readonly code: string; readonly bytesLimit: number }
  | {
      readonly kind: "disable";
      readonly code: string;
      readonly disabled: boolean;
      /** Like no other, so that one of these is told from the next. */
      readonly bytesLimit: number;
    }
  | { readonly kind: "delete"; readonly codes: readonly string[] }
  | { readonly kind: "rename"; readonly network: string; readonly ssid: string }
  | { readonly kind: "internet"; readonly mac: string; readonly allowed: boolean }
  | { readonly kind: "disconnect"; readonly session: string };

/** One line of the writer's output: an intent, and what it was told. */
export interface Told {
  readonly intent: Intent;
  /** Codes, or other things, of which the gateway said that it is done. Of all the others nobody knows. */
  readonly done: readonly string[];
  /** What it said of those that are not. */
  readonly refusal: string | null;
}
