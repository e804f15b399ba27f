import type { EndpointName } from "@mikro-dash/api-contract/contract";
import type { ErrorCode } from "@mikro-dash/api-contract/error-codes";

/** One request as it goes over the wire, and what must come back. */
export interface Case {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; `chunked` sends it without saying how long it is. */
  readonly body?: string;
  readonly chunked?: boolean;
  /** Without the caller's token. */
  readonly anonymous?: boolean;
  /** Whose good answer it is, to hold it against the contract. */
  readonly endpoint?: EndpointName;
  readonly expect: Expectation;
  /** The hosts differ here on purpose: what the edge answers, and that the two are not compared. */
  readonly onEdge?: Expectation;
  /** Takes what the server chose from the answer: name → where it stands (`items.0.id`); later addresses and bodies say `<<name>>`. */
  readonly learn?: Readonly<Record<string, string>>;
  /** Makes sense on one host only. */
  readonly only?: "local" | "edge";
}

export interface Expectation {
  readonly status: number;
  readonly code?: ErrorCode;
  /** Paths of the fields that are named. */
  readonly fields?: readonly string[];
  /** A part of the answer, for the numbers that matter. */
  readonly body?: object;
}
