import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command } from "../schemas/body.ts";
import { serverEvent, status } from "../schemas/status.ts";
import { instant } from "../schemas/units.ts";

const common = { tag: "system", where: "both", method: "GET", status: 200, errors: [] } as const;

const getStatus = endpoint({
  ...common,
  auth: "device",
  path: "/status",
  summary: "Which host this is, what it can do, how old its data is",
  response: status,
});

const getEvents = endpoint({
  ...common,
  auth: "device",
  where: "local",
  path: "/events",
  summary: "Server-sent events: what changed",
  stream: true,
  response: serverEvent,
});

const getHealth = endpoint({
  ...common,
  auth: "none",
  root: true,
  path: "/health",
  summary: "The process lives",
  response: z.object({ status: z.literal("ok"), serverTime: instant }).meta({ id: "Health" }),
});

const getReady = endpoint({
  ...common,
  auth: "device",
  root: true,
  path: "/ready",
  summary: "The database answers and its schema is the one this version needs",
  response: z.object({ status: z.literal("ready"), migration: z.string() }).meta({ id: "Ready" }),
});

const confirmClock = endpoint({
  ...common,
  auth: "device",
  where: "local",
  method: "POST",
  path: "/clock/confirm",
  summary: "Answers the clock question: the clock is right, or it is `now`",
  body: z.object({ ...command, now: instant.exactOptional() }),
  response: z.object({ serverTime: instant }).meta({ id: "ClockConfirmed" }),
});

/** Public: it is the same in every shop and says nothing about this one. */
const getOpenApi = endpoint({
  ...common,
  auth: "none",
  path: "/openapi.json",
  summary: "This description, OpenAPI 3.1",
  response: z.record(z.string(), z.unknown()),
});

const getDocs = endpoint({
  ...common,
  auth: "none",
  root: true,
  html: true,
  path: "/docs",
  summary: "This description, for people",
  response: z.string(),
});

export const systemEndpoints = {
  getStatus,
  getEvents,
  getHealth,
  getReady,
  confirmClock,
  getOpenApi,
  getDocs,
} as const;
