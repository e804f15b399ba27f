import { Link } from "@tanstack/react-router";
import { useI18n } from "../../i18n/i18n.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/states.tsx";

/** The cloud does not know this phone, or not any more. */
export function SignedOut() {
  const { t } = useI18n();
  return (
    <EmptyState alone title={t.pair.signedOutTitle} text={t.pair.signedOutText}>
      <Link to="/pair" className={buttonClass("solid")}>
        {t.pair.submit}
      </Link>
    </EmptyState>
  );
}
