import { pathOf } from "@mikro-dash/api-contract/client";
import { contract, type EndpointName } from "@mikro-dash/api-contract/contract";
import type { Endpoint } from "@mikro-dash/api-contract/endpoint";
import type { Case, Expectation } from "./case.ts";
import { WELL_FORMED } from "./good-requests.ts";

const JSON_TYPE = { "content-type": "application/json" };
const TOO_LARGE = " ".repeat(256 * 1024 + 1);

/** What every endpoint must refuse, whatever it does: made from the contract, so a new endpoint is covered. */
export function hostileCases(): readonly Case[] {
  const all = Object.entries<Endpoint>(contract) as [EndpointName, Endpoint][];
  return [
    ...all.flatMap(([name, endpoint]) => (endpoint.body ? bodyCases(name, endpoint) : [])),
    ...all.flatMap(([name, endpoint]) => (endpoint.params ? idCases(name, endpoint) : [])),
    ...all.flatMap(([name, endpoint]) => (endpoint.query ? queryCases(name, endpoint) : [])),
    ...[...new Set(all.map(([name, endpoint]) => addressOf(name, endpoint)))].map(wrongMethod),
    ...all
      .filter(([, { auth }]) => auth === "device")
      .map(([name, endpoint]) => withoutToken(name, endpoint)),
    ...unknownAddresses,
  ];
}

const addressOf = (name: EndpointName, endpoint: Endpoint) => pathOf(endpoint, WELL_FORMED[name] as object);
const bodyOf = (name: EndpointName) => (WELL_FORMED[name] as { body?: object }).body;

/** The hosts answer for what only the other one can do before they look at the request. */
const split = (endpoint: Endpoint, expect: Expectation): Pick<Case, "expect" | "onEdge"> => {
  if (endpoint.where === "local") return { expect, onEdge: { status: 503, code: "ROUTER_UNAVAILABLE" } };
  if (endpoint.where === "edge") return { expect: { status: 404, code: "UNKNOWN_PATH" }, onEdge: expect };
  return { expect };
};

function bodyCases(name: EndpointName, endpoint: Endpoint): readonly Case[] {
  const { method } = endpoint;
  const good = JSON.stringify(bodyOf(name));
  const saysNothing = endpoint.body?.safeParse({}).success === true;
  const make = (
    what: string,
    headers: Record<string, string>,
    body: string,
    expect: Expectation,
    chunked = false,
  ): Case => ({
    name: `${name} with ${what}`,
    ...{ method, path: addressOf(name, endpoint), headers, body, chunked },
    ...split(endpoint, expect),
  });
  return [
    make("text/plain", { "content-type": "text/plain" }, good, {
      status: 415,
      code: "UNSUPPORTED_MEDIA_TYPE",
    }),
    make("half a body", JSON_TYPE, good.slice(0, -1), { status: 400, code: "MALFORMED" }),
    make("a list", JSON_TYPE, "[]", { status: 422, code: "INVALID", fields: [""] }),
    make("null", JSON_TYPE, "null", { status: 422, code: "INVALID", fields: [""] }),
    make("too much", JSON_TYPE, TOO_LARGE, { status: 413, code: "TOO_LARGE" }),
    make("too much in chunks", JSON_TYPE, TOO_LARGE, { status: 413, code: "TOO_LARGE" }, true),
    ...(saysNothing ? [] : [make("an empty body", JSON_TYPE, "", { status: 400, code: "MALFORMED" })]),
    ...(method === "POST"
      ? [
          make("an id that is none", JSON_TYPE, JSON.stringify({ ...bodyOf(name), id: "7" }), {
            status: 422,
            code: "INVALID",
            fields: ["id"],
          }),
          make("an instant that is none", JSON_TYPE, JSON.stringify({ ...bodyOf(name), at: "now" }), {
            status: 422,
            code: "INVALID",
            fields: ["at"],
          }),
        ]
      : []),
  ];
}

function idCases(name: EndpointName, endpoint: Endpoint): readonly Case[] {
  const { method, path } = endpoint;
  const body = bodyOf(name);
  const sent = body ? { headers: JSON_TYPE, body: JSON.stringify(body) } : {};
  // What is on the router only the router knows, and none is in reach of the suite.
  const notFound = { status: 404, code: "NOT_FOUND" } as const;
  const unknown: Expectation =
    endpoint.where === "local" ? { status: 503, code: "ROUTER_UNAVAILABLE" } : notFound;
  const noId = "7".repeat(70);
  const odd = `/api/v1${path.replace(/:\w+/, noId)}`;
  const isName = endpoint.params?.safeParse({ [/:(\w+)/.exec(path)?.[1] ?? ""]: noId }).success === true;
  const of = (what: string, at: string, expect: Expectation): Case => ({
    ...{ name: `${name} of something ${what}`, method, path: at, ...sent },
    ...split(endpoint, expect),
  });
  return [
    of("unknown", addressOf(name, endpoint), unknown),
    of("that is no id", odd, isName ? unknown : notFound),
  ];
}

function queryCases(name: EndpointName, endpoint: Endpoint): readonly Case[] {
  const { method, path } = endpoint;
  return ["limit=0", "limit=ten", "limit=201", "limit=1&limit=2", "cursor="].map((search) => ({
    name: `${name} with ${search}`,
    ...{ method, path: `/api/v1${path}?${search}` },
    ...split(endpoint, { status: 422, code: "INVALID", fields: [search.split("=")[0] ?? ""] }),
  }));
}

const wrongMethod = (path: string): Case => ({
  name: `PUT ${path}`,
  method: "PUT",
  path,
  expect: { status: 405, code: "METHOD_NOT_ALLOWED" },
});

const withoutToken = (name: EndpointName, endpoint: Endpoint): Case => ({
  name: `${name} without a token`,
  ...{ method: endpoint.method, path: addressOf(name, endpoint), anonymous: true, only: "edge" },
  expect: { status: 401, code: "UNAUTHORIZED" },
});

const unknownAddresses = [
  "/api",
  "/api/v1",
  "/api/v1/",
  "/api/v1/board/",
  "/api/v1/BOARD",
  "/api/v1/%zz",
  "/api/v2/board",
].map(
  (path): Case => ({
    name: `GET ${path}`,
    method: "GET",
    path,
    expect: { status: 404, code: "UNKNOWN_PATH" },
  }),
);
