import { Minus, Plus } from "lucide-react";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "./button.tsx";

type Props = {
  readonly what: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly onChange: (value: number) => void;
};

export function Stepper({ what, value, min = 0, max = 999, onChange }: Props) {
  const { t, f } = useI18n();
  return (
    <div className="flex items-center">
      <Button
        look="quiet"
        size="icon"
        aria-label={t.app.decrease(what)}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      >
        <Minus aria-hidden="true" className="size-5" />
      </Button>
      <output className="figures min-w-8 text-center font-semibold">{f.count(value)}</output>
      <Button
        look="quiet"
        size="icon"
        aria-label={t.app.increase(what)}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Plus aria-hidden="true" className="size-5" />
      </Button>
    </div>
  );
}
