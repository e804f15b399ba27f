import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { PanelView } from "../session/panel-view.ts";

const route = getRouteApi("/");

/** Opens and closes the panel through the address: "back" on a phone closes it, a reload keeps it. */
export function useBoardNavigation() {
  const { station: selectedId } = route.useSearch();
  const navigate = route.useNavigate();

  const open = useCallback(
    (station: string | undefined, view?: PanelView): void => {
      void navigate({
        search: (search) => ({ ...search, station, view }),
        replace: selectedId !== undefined,
      });
    },
    [navigate, selectedId],
  );
  const close = useCallback(() => {
    open(undefined);
    if (selectedId !== undefined) document.getElementById(`tile-${selectedId}`)?.focus();
  }, [open, selectedId]);
  const select = useCallback(
    (station: string) => open(station === selectedId ? undefined : station),
    [open, selectedId],
  );
  return { open, close, select };
}
