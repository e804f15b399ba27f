import { createClient } from "@mikro-dash/api-contract/client";
import { recall, remember } from "./device-memory.ts";

/** Over a slow phone line an answer may take this long; then the command is repeated with the same id. */
const TIMEOUT_MS = 12_000;

const savedUrl = recall("apiUrl") ?? import.meta.env.VITE_EDGE_URL ?? "";
let baseUrl: string = savedUrl;

export const deviceToken = (): string | null => recall("token");
export const apiBase = (): string => baseUrl;

/** Reads `baseUrl` and the token for each call: pairing and a changed address take effect at once. */
export const api = {
  call: ((name, request, options) =>
    createClient({ baseUrl, token: deviceToken, timeoutMs: TIMEOUT_MS }).call(
      name,
      request,
      options,
    )) as ReturnType<typeof createClient>["call"],
};

/**
 * `/config.json` beside the page says where the API is; without one, or with an empty address, it is the page's own origin.
 * An address known from an earlier visit is used at once.
 */
export async function findApi(): Promise<void> {
  const read = readConfig().then((url) => {
    if (url === undefined) return;
    baseUrl = url === "" ? (import.meta.env.VITE_EDGE_URL ?? "") : url;
    remember("apiUrl", baseUrl === "" ? null : baseUrl);
  });
  if (savedUrl === "") await read;
}

async function readConfig(): Promise<string | undefined> {
  try {
    const response = await fetch("/config.json", { headers: { accept: "application/json" } });
    if (!response.ok || !(response.headers.get("content-type") ?? "").includes("json")) return "";
    const config = (await response.json()) as { apiUrl?: unknown };
    return typeof config.apiUrl === "string" ? config.apiUrl.replace(/\/$/, "") : "";
  } catch {
    return undefined;
  }
}
