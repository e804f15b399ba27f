/** What `dispatch` needs of a request, whichever host it came to. */
export interface HttpRequest {
  readonly method: string;
  /** The name that the caller called this server by, the path and the query; parsed once. */
  readonly url: URL;
  /** By its lower-case name; null when it is absent, `a, b` when it was sent twice. */
  header(name: string): string | null;
  /** null when there is no body at all. */
  readonly body: BodyReader | null;
}

/** The bytes of a body, read once; null when there are more than `limit`. The rest is its host's business. */
export type BodyReader = (limit: number) => Promise<Uint8Array | null>;

/** What `dispatch` answers. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}
