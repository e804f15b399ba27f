import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { statusQuery } from "../sync/queries.ts";
import { lostAmount } from "./lost-usage-note.tsx";
import { lostUsageQuery } from "./lost-usage-query.ts";
import { LostUsageSheet } from "./lost-usage-sheet.tsx";

/** After a power cut: how many vouchers would get again what they had used, and one way out of it. */
export function LostUsageBanner() {
  const i18n = useI18n();
  const { t, f } = i18n;
  const { data: lost } = useQuery(lostUsageQuery());
  const { data: status } = useQuery(statusQuery());
  const [open, setOpen] = useState(false);
  if (lost === undefined || status === undefined) return null;
  const isShop = status.host === "local";
  const { items, asOf, source } = lost;
  const sum = {
    bytes: items.reduce((total, one) => total + one.bytes, 0),
    seconds: items.reduce((total, one) => total + one.seconds, 0),
  };
  return (
    <>
      {isShop && status.capabilities.includes("router") && source === "cached" && (
        <p className="-mt-2 text-small text-ink-2" data-testid="lost-usage-age">
          {asOf === null ? t.lostUsage.unknown : t.lostUsage.asOf(f.time(asOf))}
        </p>
      )}
      {items.length > 0 && (
        <section
          className="grid gap-3 rounded-tile border border-hold-line bg-hold-soft p-4 text-hold md:grid-cols-[1fr_auto] md:items-center"
          data-testid="lost-usage"
          aria-labelledby="lost-usage-title"
        >
          <div className="flex items-start gap-2">
            <History aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
            <div>
              <h2 id="lost-usage-title" className="font-semibold">
                {t.lostUsage.banner(items.length, f.count(items.length), lostAmount(i18n, sum))}
              </h2>
              <p className="text-small">{isShop ? t.lostUsage.bannerText : t.lostUsage.onlyShop}</p>
            </div>
          </div>
          {isShop && (
            <Button look="solid" onClick={() => setOpen(true)} data-testid="lost-usage-restore">
              {t.lostUsage.restoreAll(f.count(items.length))}
            </Button>
          )}
        </section>
      )}
      {open && <LostUsageSheet items={items} onClose={() => setOpen(false)} />}
    </>
  );
}
