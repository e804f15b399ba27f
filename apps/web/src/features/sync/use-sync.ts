import { useQuery } from "@tanstack/react-query";
import { useTick } from "../../clock/tick.tsx";
import { statusQuery } from "./queries.ts";
import { ageLevel, levelOf, syncStateOf } from "./sync-view.ts";

export function useSync() {
  const { data: status, dataUpdatedAt, isError, failureCount } = useQuery(statusQuery());
  const cafe = useTick((now) => ageLevel(status?.cafeSeenAt ?? null, now));
  const state = syncStateOf(status, dataUpdatedAt, isError || failureCount > 1, cafe);
  return { status, state, level: levelOf(state, status, cafe) };
}
