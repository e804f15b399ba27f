import { idSource } from "@mikro-dash/domain/ids";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { clock } from "../clock/tick.tsx";

const ids = idSource({
  clock: { now: () => epochMs(clock.instant()) },
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
});

/** The id of a row that a command is about to make; repeat the command with it and it is the same row. */
export const newId = (): string => ids.next();

/** When the button was pressed, by the server's clock. */
export const pressedAt = (): EpochMs => epochMs(clock.instant());
