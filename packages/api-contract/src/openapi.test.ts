import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { contract } from "./contract.ts";
import { openApiDocument } from "./openapi.ts";

const document = openApiDocument();
const text = JSON.stringify(document);

describe("given the contract", () => {
  test("when OpenAPI is made from it, then a validator accepts it as 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(text));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  test("when OpenAPI is made twice, then it is the same text", () => {
    expect(JSON.stringify(openApiDocument())).toBe(text);
  });

  test("when one looks for the operations, then each endpoint is there once", () => {
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).flatMap((operation) => (operation as { operationId?: string }).operationId ?? []),
    );
    expect(ids.toSorted()).toEqual(Object.keys(contract).toSorted());
  });

  test("when a schema is referred to, then it is among the components and keeps its own id property", () => {
    const schemas = (document.components as { schemas: Record<string, { properties?: object }> }).schemas;
    const referred = [...text.matchAll(/"#\/([^"]+)"/g)].map((match) =>
      match[1]?.replace("components/schemas/", ""),
    );
    expect(referred.filter((name) => !name || !(name in schemas))).toEqual([]);
    expect(schemas.Session?.properties).toHaveProperty("id");
    expect(schemas.Session).not.toHaveProperty("id");
  });

  test("when a number stands in the address, then it is described as a number", () => {
    const { get } = document.paths["/sessions"] as {
      get: { parameters: { name: string; schema: object }[] };
    };
    expect(get.parameters.find(({ name }) => name === "limit")?.schema).toMatchObject({
      type: "integer",
      maximum: 200,
    });
  });
});
