import { LAST_INSTANT } from "../schemas/units.ts";

/** As much of JSON Schema as zod writes for this contract. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign,
  );

/** What a value may be, in one line of HTML; a named schema is a link to where it is described. */
export function shapeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) {
    const name = $ref.split("/").at(-1) ?? "";
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.enum) return schema.enum.map(literal).join(" | ");
  if (schema.const !== undefined) return literal(schema.const);
  const choices = anyOf ?? oneOf;
  if (choices) return choices.map(shapeOf).join(" | ");
  if (items) return `list of ${shapeOf(items)}`;
  if (properties) return `{ ${Object.keys(properties).map(inside(schema)).join(", ")} }`;
  if (typeof additionalProperties === "object") return `{ name: ${shapeOf(additionalProperties)} }`;
  return typesOf(schema);
}

const literal = (value: unknown) => `<code>${escaped(JSON.stringify(value))}</code>`;

const inside =
  ({ properties = {}, required = [] }: Schema) =>
  (name: string) =>
    `${escaped(name)}${required.includes(name) ? "" : "?"}: ${shapeOf(properties[name] ?? {})}`;

function typesOf(schema: Schema): string {
  const types = [schema.type ?? "anything"].flat();
  return types.map((type) => (type === "null" ? "null" : escaped(typeOf(type, schema)))).join(" | ");
}

function typeOf(type: string, { format, pattern, minimum, maximum, minLength, maxLength }: Schema): string {
  if (format === "uuid") return "id";
  if (type === "integer" && maximum === LAST_INSTANT) return "instant";
  if (type === "string") return `text${range(minLength, maxLength)}${pattern ? ` like ${pattern}` : ""}`;
  // What zod says of every whole number is no bound of the contract.
  const bounded = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  return `${type}${range(minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum, bounded)}`;
}

function range(min: number | undefined, max: number | undefined): string {
  if (min === undefined && max === undefined) return "";
  if (max === undefined) return ` ≥ ${min}`;
  return min === undefined ? ` ≤ ${max}` : ` ${min} … ${max}`;
}
