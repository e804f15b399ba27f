import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "./queries.ts";
import { levelOf, syncStateOf } from "./sync-view.ts";

export function useSync() {
  const { data: status, dataUpdatedAt, isError, failureCount } = useQuery(statusQuery());
  const state = syncStateOf(status, dataUpdatedAt, isError || failureCount > 1);
  return { status, state, level: levelOf(state, status) };
}
