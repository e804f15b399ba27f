/**
 * One clock for every ticking number: the server's time, told by each answer, carried on by the monotonic clock.
 * It stands between ticks, so that all numbers of one second come from one instant.
 */
export type ServerClock = {
  /** The instant of the last tick, epoch ms by the server's clock. */
  readonly now: () => number;
  /** This very instant, for the `at` of a command. */
  readonly instant: () => number;
  /** `serverTime` as an answer told it, sent and received at these monotonic times. */
  readonly learn: (serverTime: number, sentAt: number, receivedAt: number) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Moves to this instant and tells everybody. */
  readonly tick: () => void;
};

/** Answers slower than this tell the time worse than what is known already. */
const SLOW_ANSWER_MS = 4000;
/** A difference smaller than this is the network's, not the clock's. */
const JITTER_MS = 250;

type Sources = { readonly monotonic: () => number; readonly wall: () => number };

export function createServerClock({ monotonic, wall }: Sources): ServerClock {
  let offset = wall() - monotonic();
  let learned = false;
  let shown = wall();
  const listeners = new Set<() => void>();
  const instant = () => Math.round(monotonic() + offset);

  function tick() {
    shown = instant();
    for (const listener of listeners) listener();
  }

  return {
    now: () => shown,
    instant,
    tick,
    learn(serverTime, sentAt, receivedAt) {
      const travel = receivedAt - sentAt;
      if (learned && travel > SLOW_ANSWER_MS) return;
      const next = serverTime - (sentAt + travel / 2);
      if (learned && Math.abs(next - offset) < JITTER_MS) return;
      offset = next;
      learned = true;
      tick();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Ticks at the start of each second while the page is visible. The signal ends it. */
export function runClock(clock: ServerClock, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    timer = setTimeout(
      () => {
        clock.tick();
        next();
      },
      1000 - (clock.instant() % 1000),
    );
  };
  const onVisibility = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    clock.tick();
    next();
  };
  document.addEventListener("visibilitychange", onVisibility, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  onVisibility();
}
