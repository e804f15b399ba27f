/** Instants and lengths of time are milliseconds; instants are of the clock that all processes share. */
export interface OpenSubject {
  readonly dir: string;
  /** The primary as it is reached through the link. */
  readonly url: string;
  /** The database of heartbeats, through a link of its own; only ours has one. */
  readonly mirrorUrl: string;
  /** What a board reads, for those that have no board of their own. */
  readonly board: readonly BoardStatement[];
}

export interface BoardStatement {
  readonly sql: string;
  readonly args: readonly (string | number | null)[];
}

export interface Written {
  readonly startedAt: number;
  readonly tookMs: number;
}

export interface Writes {
  /** Seen by the caller, one of each acknowledged write. */
  readonly tookMs: readonly number[];
  /** The same command inside the process; only ours has a process of its own around it. */
  readonly insideMs: readonly number[];
  /** The longest time for which the event loop of the process that writes was kept from its work. */
  readonly stallMs: number;
  /** The longest time that process stood in one `fdatasync` (the disk, or its turn after it); only of ours it can be seen. */
  readonly longestSyncMs?: number;
  /** Writes that failed, and those that nobody had answered when the time was over. */
  readonly failed: number;
}

export interface WritesAsked {
  readonly count: number;
  readonly restMs: number;
  /** What one write consists of: one INSERT, or the two rows (order, line in the log) in one transaction. */
  readonly rows: 1 | 2;
  /** No write begins after this. */
  readonly forMs?: number;
}

export interface Reads {
  readonly tookMs: readonly number[];
  readonly insideMs: readonly number[];
}

/** One way to keep a shop's data, in a process of its own. */
export type Subject = {
  open(input: OpenSubject): Promise<void>;
  /** Brings what is there up to the primary once, however long it takes. */
  catchUp(input: null): Promise<void>;
  /** One write whose row has this id; answers when it is acknowledged. */
  write(input: { id: string }): Promise<Written>;
  writes(input: WritesAsked): Promise<Writes>;
  /** Exchanges with the primary this often from now on; null: only when it writes. */
  exchange(input: { everyMs: number | null }): Promise<void>;
  /** The instant at which a row with this id could be read here; null when it did not come in time. */
  seen(input: { id: string; withinMs: number }): Promise<number | null>;
  reads(input: { count: number; restMs: number }): Promise<Reads>;
  /** Reads the board again and again until {@link stopReading}. */
  startReading(input: { restMs: number }): Promise<void>;
  stopReading(input: null): Promise<Reads>;
  /** Leaves this many rows to be sent later, as a long outage would. Throws when there is no such thing. */
  queue(input: { rows: number; sessionId: string }): Promise<void>;
  /** Tells the subject that the network is back. */
  send(input: null): Promise<void>;
  close(input: null): Promise<void>;
};
