import type { Client, InStatement } from "@libsql/client";

/** The same client, but for these methods. */
export function clientWith(client: Client, own: Partial<Client>): Client {
  return new Proxy(client, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return own[name as keyof Client];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Of a statement in any of the forms that a batch takes. */
export const sqlOf = (statement: InStatement | [string, unknown?]): string =>
  typeof statement === "string" ? statement : Array.isArray(statement) ? statement[0] : statement.sql;
