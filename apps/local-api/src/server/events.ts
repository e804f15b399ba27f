/** An open page. */
export interface Listener {
  send(message: { event: string; data: unknown }): Promise<void>;
}

const STATUS_AT_MOST_EVERY_MS = 250;

/** The pages that listen, and what they are told. A page that does not read is no reason for anybody to wait. */
export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #readStatus: () => Promise<unknown>;
  #statusTimer: NodeJS.Timeout | undefined;

  constructor(readStatus: () => Promise<unknown>) {
    this.#readStatus = readStatus;
  }

  get count(): number {
    return this.#listeners.size;
  }

  /** Answers how to leave. The newcomer is told the status at once. */
  async join(listener: Listener): Promise<() => void> {
    await listener.send({ event: "status", data: await this.#readStatus() });
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  changed(entities: readonly string[]): void {
    this.#tell({ event: "change", data: { entities } });
  }

  /** Many changes in a moment are told once. */
  statusChanged(): void {
    if (this.count === 0 || this.#statusTimer !== undefined) return;
    this.#statusTimer = setTimeout(() => {
      this.#statusTimer = undefined;
      void this.#readStatus().then(
        (data) => this.#tell({ event: "status", data }),
        () => undefined,
      );
    }, STATUS_AT_MOST_EVERY_MS);
  }

  close(): void {
    clearTimeout(this.#statusTimer);
    this.#listeners.clear();
  }

  #tell(message: { event: string; data: unknown }): void {
    for (const listener of this.#listeners) {
      listener.send(message).catch(() => this.#listeners.delete(listener));
    }
  }
}
