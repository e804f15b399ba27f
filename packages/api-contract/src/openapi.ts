import * as z from "zod";
import { contract } from "./contract.ts";
import { type Endpoint, errorsOf } from "./endpoint.ts";
import { ERROR_STATUS, type ErrorCode } from "./error-codes.ts";
import { problem } from "./schemas/problem.ts";

type Json = Record<string, unknown>;
export type OpenApiDocument = Json & { readonly openapi: "3.1.0"; readonly paths: Record<string, Json> };

const API_VERSION = "1";
const DEVICE_TOKEN = "deviceToken";

/** OpenAPI 3.1 of both servers: the same bytes from each, so it names no host. */
export function openApiDocument(): OpenApiDocument {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(contract)) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] ??= endpoint.root ? { servers: [{ url: "/" }] } : {};
    paths[path][endpoint.method.toLowerCase()] = operation(name, endpoint, components);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "mikro-dash",
      version: API_VERSION,
      description: "Instants are epoch milliseconds, money is piasters (100 = 1 EGP), ids are UUIDv7.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    paths,
    components: {
      schemas: components,
      securitySchemes: { [DEVICE_TOKEN]: { type: "http", scheme: "bearer" } },
    },
  };
}

function operation(name: string, endpoint: Endpoint, components: Json): Json {
  const { summary, tag, where, auth, params, query, body } = endpoint;
  return {
    operationId: name,
    summary,
    tags: [tag],
    ...(where === "both" ? {} : { description: `Only on ${where}-api.` }),
    // local-api trusts its own machine, so the token is one of two ways in.
    security: auth === "device" ? [{ [DEVICE_TOKEN]: [] }, {}] : [],
    parameters: [...parameters("path", params, components), ...parameters("query", query, components)],
    ...(body
      ? {
          requestBody: {
            required: !body.safeParse({}).success,
            content: { "application/json": { schema: schemaOf(body, "input", components) } },
          },
        }
      : {}),
    responses: { ...answer(endpoint, components), ...refusals(endpoint, components) },
  };
}

function parameters(
  place: "path" | "query",
  schema: z.ZodType | undefined,
  components: Json,
): readonly Json[] {
  if (!schema) return [];
  // Output: what the text of the address means, a whole number for instance.
  const { properties = {}, required = [] } = schemaOf(schema, "output", components) as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: value,
  }));
}

function answer(endpoint: Endpoint, components: Json): Json {
  const type = endpoint.stream ? "text/event-stream" : endpoint.html ? "text/html" : "application/json";
  const schema = schemaOf(endpoint.response, "input", components);
  return { [endpoint.status]: { description: endpoint.summary, content: { [type]: { schema } } } };
}

function refusals(endpoint: Endpoint, components: Json): Json {
  const byStatus = Map.groupBy(errorsOf(endpoint), (code) => ERROR_STATUS[code]);
  const schema = schemaOf(problem, "input", components);
  const entry = (codes: readonly ErrorCode[]) => ({
    description: codes.join(", "),
    content: { "application/problem+json": { schema } },
  });
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, entry(codes)]));
}

/** The JSON Schema of `schema`; named schemas in it go to `components` once and are referred to. */
function schemaOf(schema: z.ZodType, io: "input" | "output", components: Json): Json {
  const {
    $schema: _,
    $defs = {},
    ...own
  } = z.toJSONSchema(schema, { io, reused: "inline", override }) as Json & {
    $defs?: Json;
  };
  for (const [id, definition] of Object.entries($defs)) components[id] ??= pointAtComponents(definition);
  const name = own.id;
  if (typeof name !== "string") return pointAtComponents(own) as Json;
  components[name] ??= pointAtComponents(own);
  return { $ref: `#/components/schemas/${name}` };
}

/** Lists are read-only in our types only, and answers may grow. */
function override({ jsonSchema }: { jsonSchema: Json }): void {
  delete jsonSchema.readOnly;
}

function pointAtComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointAtComponents);
  if (typeof value !== "object" || value === null) return value;
  // `id` as text is the name of a schema; as an object it is a property of that name.
  const entries = Object.entries(value).filter(([key, inner]) => key !== "id" || typeof inner !== "string");
  return Object.fromEntries(
    entries.map(([key, inner]) =>
      key === "$ref" && typeof inner === "string"
        ? [key, inner.replace("#/$defs/", "#/components/schemas/")]
        : [key, pointAtComponents(inner)],
    ),
  );
}
