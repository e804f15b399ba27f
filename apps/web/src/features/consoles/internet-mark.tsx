import { GlobeX } from "lucide-react";
import { useI18n } from "../../i18n/i18n.tsx";
import { useInternet } from "./queries.ts";

type Props = {
  readonly station: { readonly id: string; readonly macAddress: string | null };
  readonly testId: string;
};

/** Said on the board only where a console is cut off. */
export function InternetMark({ station, testId }: Props) {
  const { t } = useI18n();
  const { known } = useInternet(station);
  if (known?.state !== "off") return null;
  return (
    <p
      data-testid={`${testId}-no-internet`}
      className="inline-flex items-center gap-1 rounded-full bg-raised px-2 text-small font-semibold text-ink"
    >
      <GlobeX aria-hidden="true" className="size-4" />
      {t.consoles.cutOff}
    </p>
  );
}
