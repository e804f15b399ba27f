import { BadgePercent } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { NumberField } from "../../ui/field.tsx";
import { ReasonField } from "../session/reason-field.tsx";
import type { Discount } from "./use-end.ts";

export function DiscountFields({ discount }: { readonly discount: Discount }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button
        look="quiet"
        className="justify-self-start"
        onClick={() => setOpen(true)}
        data-testid="discount-open"
      >
        <BadgePercent aria-hidden="true" className="size-5" />
        {t.closing.addDiscount}
      </Button>
    );
  }
  return (
    <div className="grid gap-3 rounded-control bg-raised p-4">
      <NumberField
        label={t.closing.discountAmount}
        value={discount.text}
        onChange={(text) => discount.set({ text })}
        problem={discount.problem === "amount" ? t.closing.discountTooHigh : undefined}
        data-testid="discount-amount"
        autoFocus
      />
      <ReasonField
        label={t.closing.discountReason}
        value={discount.reason}
        onChange={(reason) => discount.set({ reason })}
        common={t.closing.discountReasons}
        problem={discount.problem === "reason" ? t.closing.discountNeedsReason : undefined}
        testId="discount-reason"
      />
    </div>
  );
}
