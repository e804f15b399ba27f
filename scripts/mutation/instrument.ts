import { type Alternative, alternativesOf, isSign } from "./operators.ts";
import { sqlAlternativesOf } from "./sql-operators.ts";
import { childOf, childrenOf, parse, type SyntaxNode } from "./syntax.ts";

/** One small mistake that could have been made. */
export interface Mutant {
  readonly id: number;
  readonly line: number;
  readonly operator: string;
  readonly original: string;
  readonly replacement: string;
}

interface Site {
  readonly start: number;
  readonly end: number;
  /** `skip`: the statement is not run. `leave`: the function returns at once. */
  readonly kind: "expression" | "skip" | "leave";
  readonly mutants: readonly Mutant[];
}

export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** The same program, asking `__mutant(id)` at each place whether the mistake is made. */
  readonly code: string;
}

/** All mistakes of one source at once; which of them is made is asked while it runs. Nothing on disk is touched. */
export function instrument(source: string, firstId: number, isSql: boolean): Instrumented {
  const sites: Site[] = [];
  let id = firstId;
  const mutant = (node: SyntaxNode, { operator, text }: Alternative): Mutant => ({
    id: id++,
    line: source.slice(0, node.start).split("\n").length,
    operator,
    original: oneLine(source.slice(node.start, node.end)),
    replacement: oneLine(text),
  });
  const raw = new Map<Mutant, string>();
  const add = (node: SyntaxNode, kind: Site["kind"], alternatives: readonly Alternative[], at = node) => {
    if (alternatives.length === 0) return;
    const mutants = alternatives.map((one) => {
      const made = mutant(node, one);
      raw.set(made, one.text);
      return made;
    });
    sites.push({ start: at.start, end: at.end, kind, mutants });
  };
  const visit = (node: SyntaxNode, parent: SyntaxNode | undefined, isInChain: boolean) => {
    const alternatives =
      isInChain && node.type !== "ChainExpression" ? [] : [...alternativesOf(node, source)];
    if (isSql) alternatives.push(...sqlAlternativesOf(node, source));
    alternatives.push(...decided(node, parent));
    add(node, "expression", alternatives);
    const called =
      node.type === "ExpressionStatement" && childOf(node, "expression")?.type === "CallExpression";
    if (called || node.type === "ContinueStatement") {
      add(node, "skip", [{ operator: "statement left out", text: "" }]);
    }
    if (node.type === "BlockStatement" && isFunction(parent)) {
      const place = { ...node, start: node.start + 1, end: node.start + 1 };
      add(node, "leave", [{ operator: "returns at once", text: "{}" }], place);
    }
    for (const child of childrenOf(node)) {
      const isBranch = node.type === "ConditionalExpression" && child !== childOf(node, "test");
      if (isBranch && isSign(node) && child.type !== "ConditionalExpression") continue;
      visit(child, node, isLinkOf(node, child, isInChain));
    }
  };
  visit(parse(source), undefined, false);
  const mutants = sites.flatMap((site) => site.mutants).sort((a, b) => a.id - b.id);
  return { mutants, code: render(source, 0, source.length, sites, raw) };
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");
const isFunction = (node: SyntaxNode | undefined) => /Function/.test(node?.type ?? "");

/** `a?.b.c()`: its links cannot be taken apart. */
function isLinkOf(node: SyntaxNode, child: SyntaxNode, isInChain: boolean): boolean {
  if (node.type === "ChainExpression") return true;
  return isInChain && (child === childOf(node, "callee") || child === childOf(node, "object"));
}

/** A condition that is always, or never, true. */
function decided(node: SyntaxNode, parent: SyntaxNode | undefined): readonly Alternative[] {
  if (parent === undefined || node !== childOf(parent, "test")) return [];
  const isLoop = /^(For|While|DoWhile)Statement$/.test(parent.type);
  const values = isLoop ? ["false"] : ["true", "false"];
  return values.map((text) => ({ operator: "decided condition", text }));
}

function render(
  source: string,
  from: number,
  to: number,
  sites: readonly Site[],
  raw: ReadonlyMap<Mutant, string>,
): string {
  const outermost: Site[] = [];
  for (const site of sites.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = outermost.at(-1);
    if (last === undefined || site.start >= last.end) outermost.push(site);
  }
  let code = "";
  let at = from;
  for (const site of outermost) {
    const { start, end, kind, mutants } = site;
    const inside = sites.filter((one) => one !== site && one.start >= start && one.end <= end && start < end);
    const original = render(source, start, end, inside, raw);
    const asked = mutants.map(({ id }) => `__mutant(${id})`).join(" || ");
    const choices = mutants.map((one) => `__mutant(${one.id}) ? (${raw.get(one)}) : `).join("");
    code += source.slice(at, start);
    if (kind === "leave") code += ` if (${asked}) return;`;
    else if (kind === "skip") code += `if (!(${asked})) { ${original} }`;
    else code += `(${choices}(${original}))`;
    at = end;
  }
  return code + source.slice(at, to);
}
