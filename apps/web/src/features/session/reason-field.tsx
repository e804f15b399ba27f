import { TextField } from "../../ui/field.tsx";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Reasons of every day, one tap each. */
  readonly common: readonly string[];
  readonly problem?: string | undefined;
  readonly testId: string;
};

export function ReasonField({ label, value, onChange, common, problem, testId }: Props) {
  return (
    <div className="grid gap-2">
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        problem={problem}
        maxLength={200}
        data-testid={testId}
      />
      <div className="flex flex-wrap gap-2">
        {common.map((reason) => (
          <button
            key={reason}
            type="button"
            className="min-h-11 rounded-full border border-line-strong px-3.5 text-small font-semibold hover:bg-raised md:min-h-8"
            onClick={() => onChange(reason)}
          >
            {reason}
          </button>
        ))}
      </div>
    </div>
  );
}
