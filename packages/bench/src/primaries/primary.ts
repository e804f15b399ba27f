/** What the server says it did since it started. */
export interface Counted {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  /** Frames (database pages of 4 KiB with a head of 24 bytes) of the log that replicas fetch. */
  readonly frames: number;
  readonly framesSent: number;
}

/** The server at the far end, seen from beside it: past every link. */
export interface Primary {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  has(id: string): Promise<boolean>;
  /** A write of somebody else; answers the instant at which it was acknowledged. */
  insert(id: string): Promise<number>;
  ordersOf(sessionId: string): Promise<number>;
  /** Null when this server does not count. */
  counted(): Promise<Counted | null>;
  stop(): Promise<void>;
}

/** @throws when this server does not count */
export async function countedBy(primary: Primary): Promise<Counted> {
  const counted = await primary.counted();
  if (counted === null) throw new Error("this database does not count");
  return counted;
}
