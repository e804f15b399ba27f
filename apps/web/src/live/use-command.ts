import { NetworkError } from "@mikro-dash/api-contract/client";
import type { Session } from "@mikro-dash/api-contract/schemas/session";
import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { clock } from "../clock/tick.tsx";
import { sentencesFor } from "../errors/sentences.ts";
import { BOARD_KEY } from "../features/board/queries.ts";
import { type I18n, useI18n } from "../i18n/i18n.tsx";
import { notify } from "../ui/notify.ts";
import { absorbSession } from "./absorb-session.ts";
import { commandSent } from "./pace.ts";
import { layOver, type Patch } from "./pending-patches.ts";

export type Command<T> = {
  /** Called again after a lost answer: the ids in it are made once, outside. */
  readonly send: () => Promise<T>;
  /** What will most likely be seen; taken back when refused. */
  readonly patch?: Patch;
  readonly done?: string | ((answer: T) => string);
  /** The compensating command, offered for a while. */
  readonly undo?: (answer: T) => () => unknown;
  /** True when the caller shows this error itself. */
  readonly handles?: (error: unknown) => boolean;
};

export type RunCommand = <T>(command: Command<T>) => Promise<T | null>;

const TRIES = 3;

/** Sends a command: its result shows at once, a refusal puts it back with a sentence. Null when it was refused. */
export function useCommand(): RunCommand {
  const client = useQueryClient();
  const i18n = useI18n();
  return useCallback((command) => run(client, i18n, command), [client, i18n]);
}

async function run<T>(client: QueryClient, i18n: I18n, command: Command<T>): Promise<T | null> {
  const takeBack = command.patch === undefined ? () => {} : layOver(command.patch);
  // What begins at this very instant is shown now, not at the next full second.
  clock.tick();
  commandSent();
  try {
    const answer = await repeated(command.send);
    if (isSession(answer)) {
      client.setQueryData<Board>(BOARD_KEY, (board) => board && absorbSession(board, answer));
    } else {
      await client.invalidateQueries();
    }
    say(i18n, command, answer);
    return answer;
  } catch (error) {
    if (command.handles?.(error) !== true) refuse(client, i18n, command, error);
    return null;
  } finally {
    takeBack();
    void client.invalidateQueries();
  }
}

function say<T>({ t }: I18n, { done, undo }: Command<T>, answer: T): void {
  if (done === undefined) return;
  const back = undo?.(answer);
  void notify({
    kind: "done",
    title: typeof done === "string" ? done : done(answer),
    ...(back && { offer: { label: t.app.undo, run: back } }),
  });
}

function refuse<T>(client: QueryClient, i18n: I18n, command: Command<T>, error: unknown): void {
  const { what, safe, todo } = sentencesFor(error, i18n.locale);
  const again = { label: i18n.t.app.retry, run: () => void run(client, i18n, command) };
  void notify({
    kind: "refused",
    title: what,
    text: `${safe} ${todo}`,
    ...(error instanceof NetworkError && { offer: again }),
  });
}

/** A lost answer is asked for again with the same ids, so nothing happens twice. */
async function repeated<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof NetworkError) || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}

const isSession = (answer: unknown): answer is Session =>
  typeof answer === "object" && answer !== null && "segments" in answer && "bill" in answer;
