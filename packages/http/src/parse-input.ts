import type { Endpoint } from "@mikro-dash/api-contract/endpoint";
import type { FieldProblem } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type * as z from "zod";
import type { HttpRefusal } from "./handler-types.ts";
import type { HttpRequest } from "./http-message.ts";
import { readJson } from "./read-body.ts";

export type ParsedInput = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

/** Address, query and body, each by the contract. An id of the wrong form in the address names nothing: 404. */
export async function parseInput(
  request: HttpRequest,
  endpoint: Endpoint,
  raw: Readonly<Record<string, string>>,
): Promise<Result<ParsedInput, HttpRefusal>> {
  const params = endpoint.params?.safeParse(raw);
  if (params?.success === false) return err({ code: "NOT_FOUND" });
  const query = endpoint.query?.safeParse(queryOf(request.url.searchParams));
  if (query?.success === false) return err(invalid(query.error));
  if (!endpoint.body) return ok({ params: params?.data, query: query?.data, body: undefined });
  const json = await readJson(request);
  if (!json.ok) return json;
  // A command without a body is one that says nothing; where something must be said, it is not JSON.
  const body = endpoint.body.safeParse(json.value === undefined ? {} : json.value);
  if (body.success) return ok({ params: params?.data, query: query?.data, body: body.data });
  return err(json.value === undefined ? { code: "MALFORMED" } : invalid(body.error));
}

/** A key that stands twice becomes a list, which no schema takes. */
function queryOf(search: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const values = search.getAll(key);
      return [key, values.length > 1 ? values : values[0]];
    }),
  );
}

/** One sentence a field: the first one that was found. */
function invalid(error: z.ZodError): HttpRefusal {
  const found = error.issues.flatMap(fieldsOf);
  const fields = found.filter(({ path }, i) => found.findIndex((other) => other.path === path) === i);
  return { code: "INVALID", fields };
}

function fieldsOf(issue: z.core.$ZodIssue): readonly FieldProblem[] {
  const path = issue.path.map(String);
  const { message } = issue;
  if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), message }];
  return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "is not known here" }));
}
