import { type Refusal, refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { LinkFailure, LoginRefused, RouterTrap } from "./link/link-failure.ts";

/** Runs reads and writes of the router, its failures becoming refusals. Anything else that throws is a bug and stays one. */
export async function asResult<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(refusalOf(error));
  }
}

/** @throws the error itself when it is neither the router's nor the link's. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof LoginRefused) return refusal("ROUTER_REFUSED", error.message);
  if (error instanceof LinkFailure) return refusal("ROUTER_UNAVAILABLE", error.message);
  if (error instanceof RouterTrap) {
    const code = error.message.includes("no such item") ? "NOT_FOUND" : "ROUTER_REFUSED";
    return refusal(code, sentenceFor(error.message));
  }
  throw error;
}

const SENTENCES: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /not enough permissions/,
    () => "The router's user may not do this: give its group the policies read, write and api.",
  ],
  [/does not match any value of (\S+)/, ([, name]) => `The router does not have this ${name}.`],
  [/already have user with this name/, () => "The router has a user of this name already."],
  [
    /no space left|not enough (?:disk )?space|disk (?:is )?full/,
    () => "The router's memory is full, so it keeps nothing new: remove files or old vouchers from it.",
  ],
  [/no such item/, () => "It is not on the router any more."],
  [
    /no such command/,
    () => "This router does not have what was asked for: another RouterOS version or package.",
  ],
];

function sentenceFor(message: string): string {
  for (const [pattern, sentence] of SENTENCES) {
    const match = pattern.exec(message);
    if (match) return sentence(match);
  }
  return message === "" ? "The router refused without saying why." : `The router refused: ${message}.`;
}
