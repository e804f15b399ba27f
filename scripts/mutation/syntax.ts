import { parseAst } from "vitest/node";

/** A node of the syntax tree (ESTree with TypeScript), as far as anything here looks at it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const parse = (source: string): SyntaxNode =>
  parseAst(source, { lang: "ts" }) as unknown as SyntaxNode;

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";

/** The node below a name; undefined when there is none (or a list). */
export function childOf(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const value = node[name];
  return isNode(value) ? value : undefined;
}

export function listOf(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const value = node[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** What runs: children without types, names and what is imported. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (IS_ABOUT_NAMES.has(node.type)) return [];
  if (WRAPPERS.has(node.type)) return listOf(node, "expression").concat(childOf(node, "expression") ?? []);
  const children: SyntaxNode[] = [];
  for (const [name, value] of Object.entries(node)) {
    if (LEFT_ALONE.has(name) || (name === "key" && node.computed !== true)) continue;
    if (name === "property" && node.computed !== true) continue;
    if (name === "left" && node.type === "AssignmentExpression") continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (isNode(one) && (!one.type.startsWith("TS") || WRAPPERS.has(one.type))) children.push(one);
    }
  }
  return children;
}

const WRAPPERS: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
]);
const IS_ABOUT_NAMES: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
]);
const LEFT_ALONE: ReadonlySet<string> = new Set([
  "typeAnnotation",
  "typeArguments",
  "typeParameters",
  "returnType",
]);
