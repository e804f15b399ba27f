import { childOf, listOf, type SyntaxNode } from "./syntax.ts";

/** What an expression could have been by mistake, as source text. */
export interface Alternative {
  readonly operator: string;
  readonly text: string;
}

type Operator = (node: SyntaxNode, source: string) => readonly Alternative[];

/** Every alternative of one expression. */
export function alternativesOf(node: SyntaxNode, source: string): readonly Alternative[] {
  return OPERATORS.flatMap((operator) => operator(node, source));
}

const textOf = (node: SyntaxNode | undefined, source: string) =>
  node === undefined ? "" : source.slice(node.start, node.end);

const BINARY: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
};

const binary: Operator = (node, source) => {
  if (node.type !== "BinaryExpression" || isText(node)) return [];
  const [left, right] = [textOf(childOf(node, "left"), source), textOf(childOf(node, "right"), source)];
  const instead = BINARY[String(node.operator)] ?? [];
  return instead.map((sign) => ({ operator: nameOf(sign, node), text: `(${left}) ${sign} (${right})` }));
};

const nameOf = (sign: string, node: SyntaxNode) => {
  if (/[-+*/%]/.test(sign)) return "arithmetic";
  return String(node.operator).charAt(0) === sign.charAt(0) ? "boundary" : "negated condition";
};

/** Texts that are joined are no arithmetic. */
function isText(node: SyntaxNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string"))
    return true;
  if (node.type === "ParenthesizedExpression") return isText(childOf(node, "expression"));
  if (node.type !== "BinaryExpression" || node.operator !== "+") return false;
  return isText(childOf(node, "left")) || isText(childOf(node, "right"));
}

const logical: Operator = (node, source) => {
  if (node.type !== "LogicalExpression") return [];
  const [left, right] = [textOf(childOf(node, "left"), source), textOf(childOf(node, "right"), source)];
  if (node.operator === "??") {
    return [left, right].map((text) => ({ operator: "fallback", text }));
  }
  const sign = node.operator === "&&" ? "||" : "&&";
  return [{ operator: "and/or", text: `(${left}) ${sign} (${right})` }];
};

const unary: Operator = (node, source) => {
  const operand = textOf(childOf(node, "argument"), source);
  if (node.type === "UnaryExpression" && node.operator === "!") {
    return [{ operator: "negated condition", text: operand }];
  }
  if (node.type === "UnaryExpression" && node.operator === "-")
    return [{ operator: "arithmetic", text: operand }];
  if (node.type !== "UpdateExpression") return [];
  const sign = node.operator === "++" ? "--" : "++";
  return [{ operator: "arithmetic", text: node.prefix === true ? `${sign}${operand}` : `${operand}${sign}` }];
};

const assignment: Operator = (node, source) => {
  const sign = { "+=": "-=", "-=": "+=" }[String(node.operator)];
  if (node.type !== "AssignmentExpression" || sign === undefined) return [];
  const [left, right] = [textOf(childOf(node, "left"), source), textOf(childOf(node, "right"), source)];
  return [{ operator: "arithmetic", text: `${left} ${sign} (${right})` }];
};

const literal: Operator = (node) => {
  if (node.type !== "Literal") return [];
  if (typeof node.value === "boolean") return [{ operator: "boolean", text: String(!node.value) }];
  if (typeof node.value !== "number") return [];
  return [node.value + 1, node.value - 1].map((value) => ({ operator: "constant ± 1", text: String(value) }));
};

/** `a < b ? -1 : 1`: what a comparison answers is a sign, whatever its size. */
const sign: Operator = (node, source) => {
  if (node.type !== "ConditionalExpression") return [];
  const [yes, no] = [childOf(node, "consequent"), childOf(node, "alternate")];
  if (!isSign(yes) || !isSign(no)) return [];
  const test = textOf(childOf(node, "test"), source);
  return [
    { operator: "sign", text: `(${test}) ? ${textOf(no, source)} : ${textOf(yes, source)}` },
    { operator: "sign", text: "0" },
  ];
};

/** 1, -1, or another such comparison. */
export function isSign(node: SyntaxNode | undefined): boolean {
  if (node?.type === "ConditionalExpression") {
    return isSign(childOf(node, "consequent")) && isSign(childOf(node, "alternate"));
  }
  const digit = node?.type === "UnaryExpression" && node.operator === "-" ? childOf(node, "argument") : node;
  return digit?.type === "Literal" && (digit.value === 1 || (digit === node && digit.value === 0));
}

const SWAPPED: ReadonlyMap<string, string> = new Map([
  ["max", "min"],
  ["min", "max"],
  ["ceil", "floor"],
  ["floor", "ceil"],
  ["round", "floor"],
  ["some", "every"],
  ["every", "some"],
]);
const LEFT_OUT: ReadonlySet<string> = new Set([
  "filter",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "slice",
]);

const call: Operator = (node, source) => {
  const callee = childOf(node, "callee");
  if (node.type !== "CallExpression" || callee?.type !== "MemberExpression") return [];
  const object = textOf(childOf(callee, "object"), source);
  const name = textOf(childOf(callee, "property"), source);
  const swapped = SWAPPED.get(name);
  const given = source.slice(callee.end, node.end);
  if (swapped !== undefined)
    return [{ operator: `${name} → ${swapped}`, text: `${object}.${swapped}${given}` }];
  return LEFT_OUT.has(name) ? [{ operator: `no ${name}`, text: object }] : [];
};

const element: Operator = (node, source) => {
  if (node.type !== "ArrayExpression") return [];
  const elements = listOf(node, "elements");
  return elements.map((_, left) => {
    const rest = elements.filter((_, i) => i !== left).map((one) => textOf(one, source));
    return { operator: "element left out", text: `[${rest.join(", ")}]` };
  });
};

const OPERATORS: readonly Operator[] = [
  ...[binary, logical, unary, assignment, literal, sign, call, element],
];
