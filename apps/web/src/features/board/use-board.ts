import type { Board } from "@mikro-dash/api-contract/schemas/station";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { patched, usePatches } from "../../live/pending-patches.ts";
import { boardQuery } from "./queries.ts";

/** The board as last answered, with the commands that are under way laid over it. */
export function useBoard() {
  const query = useQuery(boardQuery());
  const patches = usePatches();
  const board: Board | undefined = useMemo(
    () => query.data && patched(query.data, patches),
    [query.data, patches],
  );
  return { board, query };
}
