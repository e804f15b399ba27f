import type { Alternative } from "./operators.ts";
import type { SyntaxNode } from "./syntax.ts";

/** SQL lives in texts: what the signs and words of a statement could have been by mistake. */
const SQL: readonly (readonly [found: RegExp, instead: string])[] = [
  [/ >= /g, " > "],
  [/(?<= )> /g, ">= "],
  [/ <= /g, " < "],
  [/ < /g, " <= "],
  [/ <> /g, " = "],
  [/(?<=\w|\)) = /g, " <> "],
  [/ IS NOT NULL/g, " IS NULL"],
  [/ IS NULL/g, " IS NOT NULL"],
  [/ IS NOT (?!NULL)/g, " IS "],
  [/ IS (?!NOT|NULL)/g, " IS NOT "],
  [/NOT EXISTS/g, "EXISTS"],
  [/(?<!NOT )EXISTS/g, "NOT EXISTS"],
  [/NOT (?=\(|$)/g, ""],
  [/ AND /g, " OR "],
  [/ OR /g, " AND "],
  [/\bmax\(/g, "min("],
  [/ DESC/g, ""],
  [/\+0\.001 seconds/g, "+0.000 seconds"],
  [/ \+ /g, " - "],
  [/RAISE\(IGNORE\)/g, "1"],
  [/RAISE\(ABORT, ('[^']*')\)/g, "1"],
  [/DO NOTHING/g, "DO UPDATE SET id = excluded.id"],
  [/AFTER INSERT/g, "BEFORE INSERT"],
];

/** Alternatives of a text that is SQL. */
export function sqlAlternativesOf(node: SyntaxNode, source: string): readonly Alternative[] {
  const isText =
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");
  if (!isText) return [];
  const text = source.slice(node.start, node.end);
  return SQL.flatMap(([found, instead]) =>
    [...text.matchAll(found)]
      .filter((match) => !isInPlaceholder(text, match.index))
      .map((match) => {
        const changed = text.slice(0, match.index) + instead + text.slice(match.index + match[0].length);
        return { operator: `SQL: ${match[0].trim()} → ${instead.trim() || "nothing"}`, text: changed };
      }),
  );
}

function isInPlaceholder(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf("${") > before.lastIndexOf("}");
}
