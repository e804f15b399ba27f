import type { ReactNode } from "react";

/** Title, its actions, and what is below; one width for reading. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="mx-auto grid w-full max-w-5xl content-start gap-5 p-4 md:p-6">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <h1 className="text-title">{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
