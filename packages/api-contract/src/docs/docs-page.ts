import { contract } from "../contract.ts";
import { type Endpoint, errorsOf } from "../endpoint.ts";
import { ERROR_CODES, ERROR_STATUS, ERROR_TITLE, type ErrorCode } from "../error-codes.ts";
import { openApiDocument } from "../openapi.ts";
import { DOCS_STYLE } from "./docs-style.ts";
import { escaped, type Schema, shapeOf } from "./shape.ts";

type Operation = {
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: Schema }> }>;
};

const API_PREFIX = "/api/v1";

let made: string | undefined;

/**
 * The contract to be read in a browser: every endpoint with its fields, its answer and its refusals, one HTML page
 * without scripts, pictures or anything from elsewhere. The same on both hosts; made once a process.
 */
export function docsPage(): string {
  made ??= render();
  return made;
}

function render(): string {
  const document = openApiDocument();
  const { schemas } = document.components as { readonly schemas: Record<string, Schema> };
  const endpoints = Object.entries<Endpoint>(contract);
  const tags = [...Map.groupBy(endpoints, ([, { tag }]) => tag)];
  const operationOf = ({ method, path }: Endpoint) =>
    document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()] as Operation;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mikro-dash: API</title>
<style>${DOCS_STYLE}</style>
</head>
<body>
<nav aria-label="Endpoints">
<p><a href="#top">mikro-dash API</a></p>
${tags.map(([tag, of]) => `<h2>${tag}</h2>\n<ul>${of.map(([name, e]) => linkTo(name, e)).join("")}</ul>`).join("\n")}
<h2>more</h2>
<ul><li><a href="#errors">Refusals</a></li><li><a href="#schemas">Shapes</a></li></ul>
</nav>
<main id="top">
<h1>mikro-dash API</h1>
<p>Both servers, the shop's computer and the phone's, serve this contract below <code>${API_PREFIX}</code>; as
<a href="${API_PREFIX}/openapi.json">OpenAPI 3.1</a> it is for machines. JSON in UTF-8, camelCase. An <em>instant</em> is
epoch milliseconds, money is piasters (100 = 1 EGP), an <em>id</em> is a UUIDv7. Every POST takes <code>id</code>, the id
of what it makes, and may be sent again with it: nothing happens twice. A refusal is
<a href="#schema-Problem">a problem</a> with one of the <a href="#errors">codes</a> below. The phone's server wants
<code>Authorization: Bearer</code> and the token of a paired device.</p>
${tags.map(([tag, of]) => `<h2>${tag}</h2>\n${of.map(([name, e]) => section(name, e, operationOf(e))).join("\n")}`).join("\n")}
<h2 id="errors">Refusals</h2>
<table><tbody>${ERROR_CODES.map(errorRow).join("\n")}</tbody></table>
<h2 id="schemas">Shapes</h2>
${Object.keys(schemas)
  .sort()
  .map((name) => shape(name, schemas[name] ?? {}))
  .join("\n")}
</main>
</body>
</html>
`;
}

const addressOf = ({ path, root }: Endpoint) => escaped(`${root ? "" : API_PREFIX}${path}`);
const linkTo = (name: string, e: Endpoint) =>
  `<li><a href="#${name}"><b class="${e.method}">${e.method}</b> ${escaped(e.path)}</a></li>`;

function section(name: string, e: Endpoint, { parameters, requestBody, responses }: Operation): string {
  const [body] = Object.values(requestBody?.content ?? {});
  const [[type, answer] = ["", { schema: {} }]] = Object.entries(responses[e.status]?.content ?? {});
  const where = e.where === "both" ? "" : ` <i>only on ${e.where}-api</i>`;
  const token = e.auth === "none" ? " <i>without a token</i>" : "";
  const inAddress = parameters.map(({ name: field, in: place, required, schema }) =>
    fieldRow(field, required, schema, place),
  );
  return `<section id="${name}">
<h3><b class="${e.method}">${e.method}</b> <code>${addressOf(e)}</code></h3>
<p>${escaped(e.summary)}.${where}${token}</p>
${table([...inAddress, ...(body ? fieldRows(body.schema, "body") : [])])}
<p>${e.status}: ${shapeOf(answer.schema)}${type === "application/json" ? "" : ` <i>${type}</i>`}</p>
<p>${byStatus(errorsOf(e)).map(errorLink).join(" ")}</p>
</section>`;
}

const table = (rows: readonly string[]) =>
  rows.length === 0 ? "" : `<table><tbody>${rows.join("\n")}</tbody></table>`;

const fieldRows = ({ properties = {}, required = [] }: Schema, place: string) =>
  Object.entries(properties).map(([name, schema]) => fieldRow(name, required.includes(name), schema, place));

const fieldRow = (name: string, required: boolean, schema: Schema, place: string) =>
  `<tr><th scope="row"><code>${escaped(name)}${required ? "" : "?"}</code></th><td>${place}</td><td>${shapeOf(schema)}</td></tr>`;

const byStatus = (codes: readonly ErrorCode[]) => codes.toSorted((a, b) => ERROR_STATUS[a] - ERROR_STATUS[b]);
const errorLink = (code: ErrorCode) => `<a href="#error-${code}">${ERROR_STATUS[code]} ${code}</a>`;
const errorRow = (code: ErrorCode) =>
  `<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${ERROR_STATUS[code]}</td><td>${escaped(ERROR_TITLE[code])}</td></tr>`;

function shape(name: string, schema: Schema): string {
  const fields = schema.properties ? table(fieldRows(schema, "")) : `<p>${shapeOf(schema)}</p>`;
  return `<section id="schema-${name}"><h3>${name}</h3>\n${fields}</section>`;
}
