import { contract } from "@mikro-dash/api-contract/contract";
import type { Handlers } from "../handler-types.ts";
import type { Call, HttpContext } from "../http-context.ts";

/** For tests of dispatch and binders: every endpoint that was not given fails loudly. */
function handlersWith(given: Partial<Handlers<Call>>): Handlers<Call> {
  const others = Object.keys(contract).map((name) => [
    name,
    () => Promise.reject(new Error(`${name} was not expected`)),
  ]);
  return { ...Object.fromEntries(others), ...given } as Handlers<Call>;
}

type Options = Partial<Omit<HttpContext<Call>, "handlers">> & { readonly handlers?: Partial<Handlers<Call>> };

export function httpContextWith({ handlers = {}, ...options }: Options = {}) {
  const errors: object[] = [];
  const context: HttpContext<Call> = {
    host: "local",
    authenticate: "none",
    allowedHosts: ["localhost", "127.0.0.1"],
    allowedOrigins: ["https://phone.example"],
    handlers: handlersWith(handlers),
    open: (call) => call,
    newRequestId: () => "request-1",
    log: { info: () => {}, error: (fields) => errors.push(fields) },
    ...options,
  };
  return { context, errors };
}
