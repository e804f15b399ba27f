import { contract, type EndpointName } from "@mikro-dash/api-contract/contract";
import type { Endpoint } from "@mikro-dash/api-contract/endpoint";

export interface Route {
  readonly name: EndpointName;
  readonly endpoint: Endpoint;
  readonly segments: readonly string[];
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const isParameter = (segment: string) => segment.startsWith(":");
const parameterCount = (route: Route) => route.segments.filter(isParameter).length;

const ROUTES: readonly Route[] = Object.entries<Endpoint>(contract)
  .map(([name, endpoint]) => ({
    name: name as EndpointName,
    endpoint,
    segments: `${endpoint.root ? "" : "/api/v1"}${endpoint.path}`.split("/"),
  }))
  // `/devices/pair` before `/devices/:id`.
  .sort((a, b) => parameterCount(a) - parameterCount(b));

/** Every endpoint at this address, whatever its method, the most literal first; the path as it stands in the URL. */
export function matchPath(pathname: string): readonly Match[] {
  const given = pathname.split("/");
  return ROUTES.flatMap((route) => {
    const params = bind(route.segments, given);
    return params ? [{ route, params }] : [];
  });
}

function bind(pattern: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, segment] of pattern.entries()) {
    const text = given[i] ?? "";
    if (!isParameter(segment)) {
      if (segment !== text) return null;
      continue;
    }
    const value = decode(text);
    if (!value) return null;
    params[segment.slice(1)] = value;
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
