const AFTER_COMMAND_MS = 10_000;

let eventsOpen = false;
let commandAt = Number.NEGATIVE_INFINITY;

export const eventsAre = (open: boolean): void => {
  eventsOpen = open;
};
export const commandSent = (): void => {
  commandAt = performance.now();
};

/** How often to ask for the board: rarely while the server tells, often right after a command, else every 3 s. */
export function boardPace(): number {
  if (eventsOpen) return 30_000;
  return performance.now() - commandAt < AFTER_COMMAND_MS ? 1_500 : 3_000;
}

export const statusPace = (): number => (eventsOpen ? 15_000 : 5_000);
