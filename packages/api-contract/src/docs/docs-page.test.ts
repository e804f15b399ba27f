import { describe, expect, test } from "vitest";
import { contract } from "../contract.ts";
import { type Endpoint, errorsOf } from "../endpoint.ts";
import { docsPage } from "./docs-page.ts";
import { shapeOf } from "./shape.ts";

const page = docsPage();
const endpoints = Object.entries<Endpoint>(contract);

/** What stands under the heading of one endpoint. */
function sectionOf(name: string): string {
  const [, rest = ""] = page.split(`<section id="${name}">`);
  return rest.split("</section>")[0] ?? "";
}
const named = (schema: object | undefined) =>
  Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});

describe("given the page of the contract", () => {
  test.each(endpoints)("%s: is there with address, fields, answer and every refusal", (name, e) => {
    const section = sectionOf(name);
    expect(section).toContain(`<b class="${e.method}">${e.method}</b>`);
    expect(section).toContain(`${e.root ? "" : "/api/v1"}${e.path}</code>`);
    expect(section).toContain(`<p>${e.status}: `);
    for (const field of [...named(e.params), ...named(e.query), ...named(e.body)])
      expect(section).toMatch(new RegExp(`<code>${field}\\??</code>`));
    for (const code of errorsOf(e)) expect(section).toContain(`${code}</a>`);
    expect(page).toContain(`<a href="#${name}">`);
  });

  test("when a link is followed, then what it names is on the page, once", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  test("then it brings everything that it shows", () => {
    expect(page).not.toMatch(/<script|<img|<link|url\(|https?:|@import/);
  });
});

test.each([
  [{ type: "string", minLength: 1, maxLength: 80 }, "text 1 … 80"],
  [{ type: "integer", minimum: 0, maximum: 253_402_300_799_999 }, "instant"],
  [{ type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, "integer ≥ 0"],
  [{ type: ["string", "null"] }, "text | null"],
  [{ anyOf: [{ enum: ["a<b"] }, { type: "null" }] }, "<code>&quot;a&lt;b&quot;</code> | null"],
  [
    { type: "array", items: { $ref: "#/components/schemas/Bill" } },
    'list of <a href="#schema-Bill">Bill</a>',
  ],
  [
    { type: "object", properties: { id: { format: "uuid" }, n: { type: "boolean" } }, required: ["n"] },
    "{ id?: id, n: boolean }",
  ],
])("given the schema %j, then it reads %s", (schema, text) => {
  expect(shapeOf(schema)).toBe(text);
});
