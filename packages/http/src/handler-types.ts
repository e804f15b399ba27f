import type {
  Contract,
  EndpointAnswer,
  EndpointInput,
  EndpointName,
} from "@mikro-dash/api-contract/contract";
import type { ErrorCode } from "@mikro-dash/api-contract/error-codes";
import type { FieldProblem } from "@mikro-dash/domain/refusal";
import type { Result } from "@mikro-dash/domain/result";

/** Why the answer is no. Every `Refusal` of the domain is one; `bill` goes with BILL_CHANGED. */
export type HttpRefusal = {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
  readonly bill?: EndpointAnswer<"getSession">["bill"];
};

/** Streams are bound by their host: they outlive a request and an answer. */
export type HandledName = {
  [N in EndpointName]: Contract[N] extends { readonly stream: true } ? never : N;
}[EndpointName];

export type Handler<N extends EndpointName, Ctx> = (
  input: EndpointInput<N>,
  context: Ctx,
) => Promise<Result<EndpointAnswer<N>, HttpRefusal>>;

/** One for every endpoint of the contract: a missing one, or one that answers something else, does not compile. */
export type Handlers<Ctx> = { readonly [N in HandledName]: Handler<N, Ctx> };
