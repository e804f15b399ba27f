import type { Context } from "@mikro-dash/use-cases/context";
import type { HandledName, Handlers } from "../handler-types.ts";

/** The handlers of these endpoints, over the use-cases' context. */
export type HandlersOf<N extends HandledName> = Pick<Handlers<Context>, N>;
