import type { DescribedReview } from "@mikro-dash/api-contract/schemas/review-detail";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/connection.ts";
import { newId, pressedAt } from "../../api/new-id.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useCommand } from "../../live/use-command.ts";
import { Button } from "../../ui/button.tsx";
import { Code, MoneyText } from "../../ui/money.tsx";
import { boardQuery } from "../board/queries.ts";
import { BillList } from "../session/bill-list.tsx";
import { versionName } from "./review-words.ts";
import { VersionsTable } from "./versions-table.tsx";
import { WriteOffSheet } from "./write-off-sheet.tsx";

const NOTHING = piasters(0);

type Choice = { readonly keep: string } | { readonly writeOff: string };

export function ReviewCard({ review }: { readonly review: DescribedReview }) {
  const i18n = useI18n();
  const { t, f } = i18n;
  const run = useCommand();
  const [busy, setBusy] = useState<string | null>(null);
  const [writingOff, setWritingOff] = useState(false);
  const { kind, difference, versions } = review;

  async function decide(choice: Choice) {
    const body = { id: newId(), at: pressedAt(), ...choice, expectedDifference: difference };
    setBusy("keep" in choice ? choice.keep : "write-off");
    await run({
      send: () => api.call("resolveReview", { params: { id: review.id }, body }),
      done: t.reviews.done,
    });
    setBusy(null);
    setWritingOff(false);
  }

  const detailed = versions.filter(({ lines }) => lines.length > 0);
  return (
    <li
      className="overflow-hidden rounded-tile border border-line bg-surface"
      data-testid={`review-${kind}`}
      data-review-id={review.id}
    >
      <div className="grid gap-1 p-4 md:p-5">
        <h2 className="flex items-center gap-2 text-name font-semibold">
          <TriangleAlert aria-hidden="true" className="size-5 shrink-0 text-stop" />
          <span>{t.reviews.kinds[kind]}</span>
          <Subject review={review} />
        </h2>
        <p className="max-w-prose text-ink-2">{t.reviews.explain[kind]}</p>
        {difference !== null && difference !== 0 && (
          <p className="font-semibold">
            {t.reviews.difference} <MoneyText text={f.money(Math.abs(difference))} />
          </p>
        )}
      </div>
      <VersionsTable review={review} busy={busy} onKeep={(rowId) => void decide({ keep: rowId })} />
      {detailed.map((version) => (
        <details key={version.rowId} className="border-t border-line px-4 md:px-5">
          <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
            <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-2 in-open:rotate-180" />
            {t.reviews.lines(versionName(i18n, review, version))}
          </summary>
          <div className="max-w-md pb-4">
            <BillList bill={{ lines: version.lines, payable: version.amount ?? NOTHING }} />
          </div>
        </details>
      ))}
      <div className="flex flex-wrap items-center gap-3 border-t border-line p-4 md:px-5">
        <Button look="danger" onClick={() => setWritingOff(true)} data-testid="write-off">
          {t.reviews.writeOff}
        </Button>
        <p className="min-w-0 flex-1 basis-64 text-small text-ink-2">{t.reviews.writeOffText[kind]}</p>
      </div>
      {writingOff && (
        <WriteOffSheet
          text={t.reviews.writeOffText[kind]}
          busy={busy === "write-off"}
          onClose={() => setWritingOff(false)}
          onWriteOff={(reason) => void decide({ writeOff: reason })}
        />
      )}
    </li>
  );
}

/** The station that it happened at, or the voucher. */
function Subject({ review }: { readonly review: DescribedReview }) {
  const { nameOf } = useI18n();
  const { data: board } = useQuery(boardQuery());
  if (review.voucherCode !== null) return <Code>{review.voucherCode}</Code>;
  const id = review.stationId ?? review.versions.find(({ stationId }) => stationId !== null)?.stationId;
  const station = board?.stations.find((one) => one.id === id);
  return station ? <span className="truncate text-ink-2">{nameOf(station)}</span> : null;
}
