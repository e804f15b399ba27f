import { is, Param, Placeholder, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Query } from "./store.ts";

/** What a batch asks each of its queries for. */
interface Prepared {
  getQuery(): { readonly sql: string; readonly params: readonly unknown[] };
  mapResult(result: unknown, isFromBatch: boolean): unknown;
}

/** A parameter: a value that never changes, or the name of one that is given each time. */
type Parameter = { readonly always: unknown } | { readonly name: string; encode(value: unknown): unknown };

interface Built {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly prepared: Prepared;
}

/** Where a value will be. */
export type Slots<N extends string> = Readonly<Record<N, Placeholder>>;
type Values<N extends string> = Readonly<Record<N, unknown>>;

/**
 * A query whose text is always the same, built once for each database: every command asks some ten of them, and
 * building one anew took as long as running it. Only for a store's `read` and `write`.
 * @param names of the values that are given each time
 * @param build gets a placeholder for each name
 */
export function preparedQuery<const N extends string, Q extends Query>(
  names: readonly N[],
  build: (db: LibSQLDatabase, slots: Slots<N>) => Q,
): (db: LibSQLDatabase, ...values: [N] extends [never] ? [] : [Values<N>]) => Q {
  const slots = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as Slots<string>;
  const known = new WeakMap<LibSQLDatabase, Built>();
  return (db, ...[values]) => {
    let built = known.get(db);
    if (!built) {
      built = builtOf(build(db, slots as Slots<N>));
      known.set(db, built);
    }
    return filled(built, (values ?? {}) as Values<string>) as unknown as Q;
  };
}

function builtOf(query: Query): Built {
  const prepared = (query as unknown as { _prepare(): Prepared })._prepare();
  const { sql: text, params } = prepared.getQuery();
  return { text, parameters: params.map(parameterOf), prepared };
}

function parameterOf(param: unknown): Parameter {
  if (is(param, Placeholder)) return { name: param.name, encode: (value) => value };
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder, value } = param;
    return { name: value.name, encode: (given) => encoder.mapToDriverValue(given) };
  }
  return { always: param };
}

function filled({ text, parameters, prepared }: Built, values: Values<string>) {
  const params = parameters.map((parameter) => {
    if ("always" in parameter) return parameter.always;
    const value = values[parameter.name];
    if (value === undefined) throw new Error(`"${parameter.name}" was not given`);
    return value === null ? null : parameter.encode(value); // drizzle's encoders do not know null
  });
  const query: Prepared = {
    getQuery: () => ({ sql: text, params }),
    mapResult: (result, isFromBatch) => prepared.mapResult(result, isFromBatch),
  };
  return { _prepare: () => query };
}
