import { ApiError } from "@mikro-dash/api-contract/client";
import type { ReactNode } from "react";
import { sentencesForReading } from "../errors/sentences.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "./button.tsx";
import { Code } from "./money.tsx";

export function EmptyState({
  title,
  text,
  alone = false,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  /** Nothing else is on the screen: its title is the screen's. */
  readonly alone?: boolean;
  readonly children?: ReactNode;
}) {
  const Title = alone ? "h1" : "h2";
  return (
    <div className="mx-auto grid max-w-sm justify-items-center gap-3 px-4 py-16 text-center">
      <Title className="text-title">{title}</Title>
      {text && <p className="text-ink-2">{text}</p>}
      {children}
    </div>
  );
}

export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t, locale } = useI18n();
  const said = sentencesForReading(error, locale);
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-16 text-center">
      <h2 className="text-title">{said.what}</h2>
      <p className="text-ink-2">
        {said.safe} {said.todo}
      </p>
      <Button look="solid" onClick={onRetry}>
        {t.app.retry}
      </Button>
      {error instanceof ApiError && (
        <p className="text-small text-ink-2">
          {t.app.requestId} <Code>{error.requestId}</Code>
        </p>
      )}
    </div>
  );
}

export function Skeleton({ className }: { readonly className: string }) {
  return <div aria-hidden="true" className={`animate-pulse rounded-tile bg-line ${className}`} />;
}

/** Rows that will come; says so once to a screen reader. */
export function SkeletonList({ rows, className }: { readonly rows: number; readonly className: string }) {
  const { t } = useI18n();
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{t.app.loading}</span>
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <Skeleton key={row} className={className} />
      ))}
    </div>
  );
}
