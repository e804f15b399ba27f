import { pathOf } from "@mikro-dash/api-contract/client";
import { contract, type EndpointName, type EndpointRequest } from "@mikro-dash/api-contract/contract";
import type { Endpoint } from "@mikro-dash/api-contract/endpoint";
import type { ErrorCode } from "@mikro-dash/api-contract/error-codes";
import { ERROR_STATUS } from "@mikro-dash/api-contract/error-codes";
import type { Case, Expectation } from "./case.ts";

function request(endpoint: Endpoint, said: { readonly body?: unknown }) {
  const { method } = endpoint;
  const path = pathOf(endpoint, said as object);
  const body = endpoint.body
    ? { headers: { "content-type": "application/json" }, body: JSON.stringify(said.body) }
    : {};
  return { method, path, ...body };
}

/** A request that succeeds with the status of the contract, and a part of what it answers. */
export function good<N extends EndpointName>(
  endpoint: N,
  said: EndpointRequest<N>,
  name: string,
  body?: object,
): Case {
  const expect: Expectation = { status: contract[endpoint].status, ...(body ? { body } : {}) };
  return { name: `${endpoint}: ${name}`, endpoint, ...request(contract[endpoint], said), expect };
}

/** A request that is refused, and why. */
export function refused<N extends EndpointName>(
  endpoint: N,
  said: EndpointRequest<N>,
  name: string,
  code: ErrorCode,
  more: Pick<Expectation, "fields" | "body"> = {},
): Case {
  const expect = { status: ERROR_STATUS[code], code, ...more };
  return { name: `${endpoint}: ${name}`, ...request(contract[endpoint], said), expect };
}

/** A command that makes something by an id: itself, itself again, and the same id for something else. */
export function thrice<N extends EndpointName>(
  endpoint: N,
  said: EndpointRequest<N>,
  other: object,
  body?: object,
): readonly Case[] {
  const otherwise = { ...said, body: { ...(said.body as object), ...other } } as EndpointRequest<N>;
  return [
    good(endpoint, said, "works", body),
    good(endpoint, said, "sent again answers the same", body),
    refused(endpoint, otherwise, "with a used id and other words", "ID_REUSED"),
  ];
}
