import { contract } from "@mikro-dash/api-contract/contract";
import { dispatch } from "@mikro-dash/http/dispatch";
import { handlers } from "@mikro-dash/http/handlers/every-handler";
import type { HttpContext, Log } from "@mikro-dash/http/http-context";
import type { HttpRequest } from "@mikro-dash/http/http-message";
import type { Context } from "@mikro-dash/use-cases/context";
import type { ShopClock } from "../clock/shop-clock.ts";
import { type Queue, queueCommands } from "./command-queue.ts";

const STATUS_REQUEST: HttpRequest = {
  method: "GET",
  url: new URL("http://localhost/api/v1/status"),
  header: () => null,
  body: null,
};

/** What the shop gives to `dispatch`. This machine is trusted; who else is told so by its name is not. */
export function shopHttp(
  context: Omit<Context, "requestId">,
  clock: Pick<ShopClock, "refresh">,
  log: Log,
  till?: Queue,
): HttpContext<Context> {
  return {
    host: "local",
    authenticate: "none",
    allowedHosts: ["localhost", "127.0.0.1"],
    allowedOrigins: [],
    handlers: queueCommands(handlers, till),
    async open({ requestId, endpoint }) {
      if (contract[endpoint].method !== "GET") log.info({ requestId, endpoint }, "a command");
      await clock.refresh();
      return { ...context, requestId };
    },
    newRequestId: () => context.ids.next(),
    log,
  };
}

/** `GET /status`, for those who are told instead of asking. */
export async function readStatus(http: HttpContext<Context>): Promise<unknown> {
  const { status, body } = await dispatch(STATUS_REQUEST, http);
  if (status !== 200 || body === null) throw new Error(`status answered ${status}`);
  return JSON.parse(body);
}
