import { useQuery } from "@tanstack/react-query";
import { ClockAlert } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { statusQuery } from "../sync/queries.ts";
import { wrongClock } from "./wrong-clock.ts";

const ClockSheet = lazy(() => import("./clock-sheet.tsx").then((m) => ({ default: m.ClockSheet })));

/** All money is time: a clock that cannot be believed is asked about at once, on every screen, until it is answered. */
export function ClockNotice() {
  const { t, f } = useI18n();
  const { data: status } = useQuery(statusQuery());
  const [putAside, setPutAside] = useState(false);
  if (status === undefined) return null;
  const { clockQuestion } = status;
  if (clockQuestion !== null) {
    return (
      <>
        <Band testId="clock-question" text={t.clock.questionBand}>
          <Button className="text-ink" onClick={() => setPutAside(false)} data-testid="clock-answer">
            {t.clock.answer}
          </Button>
        </Band>
        {!putAside && (
          <Suspense fallback={null}>
            <ClockSheet question={clockQuestion} onClose={() => setPutAside(true)} />
          </Suspense>
        )}
      </>
    );
  }
  const wrong = wrongClock(status);
  if (wrong === null) return null;
  const by = f.span(wrong.byMs);
  return <Band testId="clock-wrong" text={wrong.slow ? t.clock.behind(by) : t.clock.ahead(by)} />;
}

function Band({
  testId,
  text,
  children,
}: {
  readonly testId: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  const { t } = useI18n();
  return (
    <aside
      aria-label={t.clock.question}
      data-testid={testId}
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 bg-hold-soft px-4 py-2 text-small font-semibold text-hold"
    >
      <p className="flex items-center gap-2">
        <ClockAlert aria-hidden="true" className="size-4 shrink-0" />
        <span>{text}</span>
      </p>
      {children}
    </aside>
  );
}
