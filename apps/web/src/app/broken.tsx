import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n/i18n.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/states.tsx";

export function NotFound() {
  const { t } = useI18n();
  return (
    <EmptyState alone title={t.app.notFoundTitle}>
      <Link to="/" className={buttonClass("solid")}>
        {t.app.notFoundAction}
      </Link>
    </EmptyState>
  );
}

export function Broken() {
  const { t } = useI18n();
  return (
    <EmptyState alone title={t.app.brokenTitle} text={t.app.brokenText}>
      <Button look="solid" onClick={() => location.reload()}>
        {t.app.reload}
      </Button>
    </EmptyState>
  );
}
