import type { EndpointName } from "@mikro-dash/api-contract/contract";
import type { Handlers } from "./handler-types.ts";

/** pino's shape, so that a pino logger can be passed as it is. */
export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a host knows about one call before its handler runs. */
export interface Call {
  readonly endpoint: EndpointName;
  readonly requestId: string;
  /** The bearer token, well formed but not yet checked; null where none is asked for. */
  readonly token: string | null;
}

/** What a host gives to `dispatch`. */
export interface HttpContext<Ctx> {
  readonly host: "local" | "edge";
  /** `device`: endpoints with `auth: "device"` need a bearer token. `none`: this machine is trusted. */
  readonly authenticate: "device" | "none";
  /** Host names (without port) that this server answers to, against DNS rebinding; null = the platform routes by name. */
  readonly allowedHosts: readonly string[] | null;
  /** Other origins whose pages may call, exactly as browsers send them (`https://shop.pages.dev`). */
  readonly allowedOrigins: readonly string[];
  readonly handlers: Handlers<Ctx>;
  /** Makes what the use-cases work with, for one call. A token is checked by its first read, to save a round trip. */
  readonly open: (call: Call) => Ctx | Promise<Ctx>;
  /** A fresh request id, for a request that brings none. */
  readonly newRequestId: () => string;
  readonly log: Log;
}
