import type { Row } from "../router/table.ts";
import { booleanValue } from "../values/column.ts";
import { parseDuration } from "../values/duration.ts";
import type { ByteString } from "../wire/byte-string.ts";

/**
 * The query words of a print, without their `?`: a stack machine. `name` and `-name` test presence, `name=x`, `>name=x`, `<name=x`
 * compare, `#…` works on the stack. What is left on the stack must all be true.
 */
export function matchesQuery(row: Row, words: readonly ByteString[]): boolean {
  let stack: boolean[] = [];
  for (const word of words) {
    if (word.startsWith("#")) stack = operate(stack, word.slice(1));
    else stack.push(test(row, word));
  }
  return stack.every(Boolean);
}

function test(row: Row, word: ByteString): boolean {
  const sign = /^[-<>=]/.test(word) ? word.charAt(0) : "";
  const pair = word.slice(sign.length);
  const end = pair.indexOf("=");
  const name = end < 0 ? pair : pair.slice(0, end);
  const have = row[name];
  if (sign === "-") return have === undefined;
  if (end < 0) return have !== undefined;
  if (have === undefined) return false;
  const wanted = pair.slice(end + 1);
  if (sign === "<") return compare(have, wanted) < 0;
  if (sign === ">") return compare(have, wanted) > 0;
  return have === wanted || (booleanValue(have) !== undefined && booleanValue(have) === booleanValue(wanted));
}

function compare(have: ByteString, wanted: ByteString): number {
  const [a, b] = [parseDuration(have), parseDuration(wanted)];
  if (a !== undefined && b !== undefined) return a - b;
  return have < wanted ? -1 : have > wanted ? 1 : 0;
}

function operate(stack: readonly boolean[], operations: string): boolean[] {
  let values = [...stack];
  for (const [token] of operations.matchAll(/\d+$|\d+\.?|[!&|.]/g)) {
    if (/^\d+\.?$/.test(token)) {
      const value = values.at(-1 - Number.parseInt(token, 10)) ?? false;
      values = operations.endsWith(token) && !token.endsWith(".") ? [value] : [...values, value];
    } else if (token === ".") values.push(values.at(-1) ?? false);
    else if (token === "!") values.push(!(values.pop() ?? false));
    else {
      const [b, a] = [values.pop() ?? false, values.pop() ?? false];
      values.push(token === "&" ? a && b : a || b);
    }
  }
  return values;
}
