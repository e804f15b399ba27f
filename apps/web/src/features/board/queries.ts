import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";
import { timed } from "../../api/timed-call.ts";
import { boardPace } from "../../live/pace.ts";

export const BOARD_KEY = ["board"] as const;

export const boardQuery = () =>
  queryOptions({
    queryKey: BOARD_KEY,
    queryFn: ({ signal }) => timed(() => api.call("getBoard", {}, { signal })),
    refetchInterval: boardPace,
  });
