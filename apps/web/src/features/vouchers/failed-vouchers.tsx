import { reasonWordsFor } from "../../errors/sentences.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Code } from "../../ui/money.tsx";

type Failed = { readonly code: string; readonly reason: string };

/** Which were not done and why; a reason that several share is said once. */
export function FailedVouchers({
  title,
  failed,
}: {
  readonly title: string;
  readonly failed: readonly Failed[];
}) {
  const { locale } = useI18n();
  const groups = Map.groupBy(failed, ({ reason }) => reason);
  return (
    <section className="grid gap-2 rounded-tile bg-hold-soft p-4 text-hold" data-testid="voucher-failed">
      <h3 className="font-semibold">{title}</h3>
      {[...groups].map(([reason, ones]) => {
        const words = reasonWordsFor(reason, locale);
        return (
          <div key={reason} className="grid gap-1">
            <p className="font-semibold">{words?.what ?? <bdi>{reason}</bdi>}</p>
            {words && <p>{words.todo}</p>}
            <ul className="flex max-h-24 flex-wrap gap-x-3 gap-y-1 overflow-y-auto">
              {ones.map(({ code }) => (
                <li key={code} data-testid={`failed-${code}`}>
                  <Code>{code}</Code>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
