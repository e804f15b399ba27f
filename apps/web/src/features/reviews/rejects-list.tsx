import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n/i18n.tsx";
import { Code } from "../../ui/money.tsx";
import { statusQuery } from "../sync/queries.ts";
import { rejectsQuery } from "./queries.ts";

/** Rows that the cloud refuses, and why; nothing is shown while there are none. */
export function RejectsList() {
  const { t, f } = useI18n();
  const { data: status } = useQuery(statusQuery());
  const { data } = useQuery(rejectsQuery(status?.host === "local" && status.rejects > 0));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="rejects-title" className="grid gap-2">
      <h2 id="rejects-title" className="text-name font-semibold">
        {t.sync.rejected}
      </h2>
      <p className="text-ink-2">{t.sync.rejectedText}</p>
      <ul className="overflow-hidden rounded-tile border border-line bg-surface">
        {data.items.map(({ table, rowId, reason, at }) => (
          <li key={`${table}:${rowId}`} className="grid gap-1 border-b border-line px-4 py-3 last:border-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Code>{table}</Code>
              <span className="figures text-small text-ink-2">{f.dayTime(at)}</span>
            </span>
            <bdi dir="ltr" className="text-small break-all text-ink-2">
              {rowId}
            </bdi>
            <bdi dir="ltr" className="text-small break-words">
              {reason}
            </bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
