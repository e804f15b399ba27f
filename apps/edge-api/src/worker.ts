import { handlers } from "@mikro-dash/http/handlers/every-handler";
import { mountDispatch } from "@mikro-dash/http/hono";
import { Hono } from "hono";
import { edgeContext } from "./edge-context.ts";
import { environmentOf } from "./environment.ts";
import { log } from "./log.ts";

const app = new Hono<{ Bindings: Readonly<Record<string, unknown>> }>();

mountDispatch(app, (c) => {
  const environment = environmentOf(c.env);
  const address = c.req.header("cf-connecting-ip") ?? "unknown";
  return {
    host: "edge",
    authenticate: "device",
    allowedHosts: null,
    allowedOrigins: [environment.phoneOrigin],
    handlers,
    open: (call) => edgeContext(call, environment, address),
    newRequestId: () => crypto.randomUUID(),
    log,
  };
});

export default app;
