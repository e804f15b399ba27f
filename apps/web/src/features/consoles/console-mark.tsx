import { useQuery } from "@tanstack/react-query";
import { Gamepad2 } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/class-names.ts";
import type { StationState } from "../board/station-view.ts";
import { contradiction } from "./contradiction.ts";
import { consolesQuery } from "./queries.ts";

type Props = { readonly stationId: string; readonly state: StationState; readonly testId: string };

/** Said only where the console and the clock of its station do not agree. */
export function ConsoleMark({ stationId, state, testId }: Props) {
  const { t } = useI18n();
  const { data } = useQuery({
    ...consolesQuery(),
    select: ({ items }) => items.find((one) => one.stationId === stationId)?.state,
  });
  const said = contradiction(data, state);
  if (said === null) return null;
  return (
    <p
      data-testid={`${testId}-console`}
      className={cx(
        "inline-flex items-center gap-1 rounded-full px-2 text-small font-semibold",
        said === "idle" ? "bg-stop-soft text-stop" : "bg-raised text-ink",
      )}
    >
      <Gamepad2 aria-hidden="true" className="size-4" />
      {t.consoles[said]}
    </p>
  );
}
