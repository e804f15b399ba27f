import { contract, type EndpointName } from "@mikro-dash/api-contract/contract";
import type { Endpoint } from "@mikro-dash/api-contract/endpoint";

export interface Route {
  readonly name: EndpointName;
  readonly endpoint: Endpoint;
  /** null where a parameter stands. */
  readonly segments: readonly (string | null)[];
  readonly parameters: readonly { readonly name: string; readonly index: number }[];
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const ROUTES: readonly Route[] = Object.entries<Endpoint>(contract)
  .map(([name, endpoint]) => routeOf(name as EndpointName, endpoint))
  // `/devices/pair` before `/devices/:id`.
  .sort((a, b) => a.parameters.length - b.parameters.length);

/** Only those with as many segments can match. */
const BY_LENGTH: ReadonlyMap<number, readonly Route[]> = Map.groupBy(
  ROUTES,
  ({ segments }) => segments.length,
);

/** Every endpoint at this address, whatever its method, the most literal first; the path as it stands in the URL. */
export function matchPath(pathname: string): readonly Match[] {
  const given = pathname.split("/");
  const matches: Match[] = [];
  for (const route of BY_LENGTH.get(given.length) ?? []) {
    const params = bind(route, given);
    if (params) matches.push({ route, params });
  }
  return matches;
}

function routeOf(name: EndpointName, endpoint: Endpoint): Route {
  const pattern = `${endpoint.root ? "" : "/api/v1"}${endpoint.path}`.split("/");
  const isParameter = (segment: string) => segment.startsWith(":");
  return {
    name,
    endpoint,
    segments: pattern.map((segment) => (isParameter(segment) ? null : segment)),
    parameters: pattern.flatMap((segment, index) =>
      isParameter(segment) ? [{ name: segment.slice(1), index }] : [],
    ),
  };
}

function bind({ segments, parameters }: Route, given: readonly string[]): Record<string, string> | null {
  const isHere = segments.every((segment, i) => segment === null || segment === given[i]);
  if (!isHere) return null;
  const params: Record<string, string> = {};
  for (const { name, index } of parameters) {
    const value = decode(given[index] ?? "");
    if (!value) return null;
    params[name] = value;
  }
  return params;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
