import { useQuery } from "@tanstack/react-query";
import { RouterIcon } from "lucide-react";
import { routerWordsFor } from "../../errors/sentences.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { statusQuery } from "../sync/queries.ts";

/** Why the router cannot be used at the moment, in a sentence, and what to do. The phone has its own banner. */
export function RouterTrouble() {
  const { locale } = useI18n();
  const { data: status } = useQuery(statusQuery());
  const problem = status?.host === "local" ? status.routerProblem : null;
  const words = problem === null ? null : routerWordsFor(problem, locale);
  if (words === null) return null;
  return (
    <div
      role="status"
      data-testid="router-trouble"
      className="flex items-start gap-3 rounded-tile bg-hold-soft px-4 py-3 text-hold"
    >
      <RouterIcon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div>
        <p className="font-semibold">{words.what}</p>
        <p className="text-small">{words.todo}</p>
      </div>
    </div>
  );
}
