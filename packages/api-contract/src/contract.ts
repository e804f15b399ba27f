import type * as z from "zod";
import type { Endpoint } from "./endpoint.ts";
import { catalogueEndpoints } from "./endpoints/catalogue.ts";
import { closingEndpoints } from "./endpoints/closings.ts";
import { outageEndpoints } from "./endpoints/outage.ts";
import { reviewEndpoints } from "./endpoints/reviews.ts";
import { sessionEndpoints } from "./endpoints/sessions.ts";
import { shopEndpoints } from "./endpoints/shop.ts";
import { stationEndpoints } from "./endpoints/stations.ts";
import { systemEndpoints } from "./endpoints/system.ts";
import { wifiEndpoints } from "./endpoints/wifi.ts";

/** Every endpoint of both APIs, by name. */
export const contract = {
  ...systemEndpoints,
  ...stationEndpoints,
  ...sessionEndpoints,
  ...closingEndpoints,
  ...outageEndpoints,
  ...catalogueEndpoints,
  ...wifiEndpoints,
  ...reviewEndpoints,
  ...shopEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Contract = typeof contract;
export type EndpointName = keyof Contract;

type Part<N extends EndpointName, K extends string> = Contract[N] extends {
  readonly [key in K]: infer S extends z.ZodType;
}
  ? S
  : never;
type InputOf<S> = [S] extends [never] ? undefined : S extends z.ZodType ? z.input<S> : never;
type OutputOf<S> = [S] extends [never] ? undefined : S extends z.ZodType ? z.output<S> : never;

/** What a handler gets: parsed and in domain units; `undefined` where the endpoint has none. */
export type EndpointInput<N extends EndpointName> = {
  readonly params: OutputOf<Part<N, "params">>;
  readonly query: OutputOf<Part<N, "query">>;
  readonly body: OutputOf<Part<N, "body">>;
};

/** What a handler answers (plain numbers and ids are fine) and what a client gets (in domain units). */
export type EndpointAnswer<N extends EndpointName> = InputOf<Part<N, "response">>;
export type EndpointResponse<N extends EndpointName> = OutputOf<Part<N, "response">>;

type ClientPart<K extends string, T> = [T] extends [undefined]
  ? { readonly [key in K]?: undefined }
  : Record<never, never> extends T
    ? { readonly [key in K]?: T }
    : { readonly [key in K]: T };

/** What a client sends. */
export type EndpointRequest<N extends EndpointName> = ClientPart<"params", InputOf<Part<N, "params">>> &
  ClientPart<"query", OutputOf<Part<N, "query">>> &
  ClientPart<"body", InputOf<Part<N, "body">>>;
