import { docsPage } from "@mikro-dash/api-contract/docs/docs-page";
import { openApiDocument } from "@mikro-dash/api-contract/openapi";
import { ok } from "@mikro-dash/domain/result";
import { confirmClock } from "@mikro-dash/use-cases/system/confirm-clock";
import { getHealth, getReady } from "@mikro-dash/use-cases/system/get-health";
import { getStatus } from "@mikro-dash/use-cases/system/get-status";
import type { HandlersOf } from "./handlers-of.ts";

export const systemHandlers = {
  getStatus,
  getHealth,
  getReady,
  confirmClock: ({ body }, ctx) => confirmClock(body, ctx),
  getOpenApi: async () => ok(openApiDocument()),
  getDocs: async () => ok(docsPage()),
} satisfies HandlersOf<"getStatus" | "getHealth" | "getReady" | "confirmClock" | "getOpenApi" | "getDocs">;
