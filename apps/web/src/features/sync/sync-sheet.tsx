import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Tick } from "../../clock/tick.tsx";
import { routerWordsFor } from "../../errors/sentences.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Code } from "../../ui/money.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useSync } from "./use-sync.ts";

export function SyncSheet({ onClose }: { readonly onClose: () => void }) {
  const { t, f } = useI18n();
  const { status, state } = useSync();
  const ago = (at: number | null) =>
    at === null ? t.sync.never : <Tick of={(now) => t.sync.ago(f.span(now - at))} />;
  const explanation =
    state.kind === "localOnly"
      ? t.sync.localOnlyText
      : status?.host === "edge"
        ? t.sync.safeEdge
        : t.sync.safe;
  return (
    <Sheet title={t.sync.title} open onClose={onClose} testId="sync-sheet">
      {status && (
        <div className="grid gap-4">
          <p className="text-ink-2">{explanation}</p>
          <dl className="grid">
            <Row name={t.sync.host}>{status.host === "edge" ? t.sync.hostEdge : t.sync.hostLocal}</Row>
            {status.host === "local" && (
              <>
                <Row name={t.sync.cloud}>{status.online ? t.sync.connected : t.sync.notConnected}</Row>
                <Row name={t.sync.lastSent}>{ago(status.lastPushAt)}</Row>
                <Row name={t.sync.lastReceived}>{ago(status.lastPullAt)}</Row>
                <Row name={t.sync.waiting}>{f.count(status.pending)}</Row>
              </>
            )}
            <Row name={t.sync.reviews}>{f.count(status.reviews)}</Row>
            <Row name={t.sync.rejected}>{f.count(status.rejects)}</Row>
            <Row name={t.edge.routerName}>{ago(status.routerSeenAt)}</Row>
            {status.host === "edge" && <Row name={t.edge.cafeName}>{ago(status.cafeSeenAt)}</Row>}
            {status.clockOffsetMs !== null && (
              <Row name={t.sync.clock}>
                <bdi dir="ltr">{f.decimal(status.clockOffsetMs / 1000)}</bdi> {t.sync.seconds}
              </Row>
            )}
            <Row name={t.sync.version}>
              <Code>{status.version}</Code>
            </Row>
          </dl>
          {status.rejects > 0 && <p className="text-small text-ink-2">{t.sync.rejectedText}</p>}
          {status.reviews + status.rejects > 0 && (
            <Link
              to="/reviews"
              onClick={onClose}
              className={buttonClass("solid", "lg")}
              data-testid="to-reviews"
            >
              {t.reviews.look}
            </Link>
          )}
          {[status.primaryProblem, status.routerProblem].map(
            (problem) => problem !== null && <Problem key={problem} sentence={problem} />,
          )}
        </div>
      )}
    </Sheet>
  );
}

/** What it means for whoever stands at the till, and below it the sentence that a technician asks for. */
function Problem({ sentence }: { readonly sentence: string }) {
  const { locale } = useI18n();
  const words = routerWordsFor(sentence, locale);
  return (
    <div className="grid gap-1 rounded-control bg-raised p-3 text-small">
      {words && (
        <p>
          <b>{words.what}</b> {words.todo}
        </p>
      )}
      <p dir="ltr" lang="en" className={words ? "text-ink-2" : undefined}>
        {sentence}
      </p>
    </div>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 border-b border-line">
      <dt className="text-ink-2">{name}</dt>
      <dd className="figures font-semibold">{children}</dd>
    </div>
  );
}
