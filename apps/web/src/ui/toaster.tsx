import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";
import { useI18n } from "../i18n/i18n.tsx";
import { toasterMounted } from "./notify.ts";
import { useMedia, WIDE } from "./use-media.ts";

export function Toaster() {
  const { dir, locale } = useI18n();
  const wide = useMedia(WIDE);
  useEffect(toasterMounted, []);
  return (
    <Sonner
      dir={dir}
      // Away from what is pressed next: the panel's buttons stand at the end of a desktop, at the foot of a phone.
      position={!wide ? "top-center" : dir === "rtl" ? "bottom-right" : "bottom-left"}
      style={{ fontFamily: "inherit" }}
      visibleToasts={3}
      mobileOffset={{ top: "calc(0.25rem + env(safe-area-inset-top))" }}
      containerAriaLabel={locale === "ar" ? "رسائل" : "Messages"}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-tile border border-line bg-surface px-3 py-0.5 text-ink shadow-float md:w-96 md:p-4",
          title: "font-semibold",
          description: "text-small text-ink-2",
          content: "grid min-h-11 min-w-0 flex-1 content-center gap-0.5 md:min-h-0",
          actionButton: "min-h-11 shrink-0 rounded-control bg-ink px-4 font-semibold text-on-ink md:min-h-9",
          success: "[&_[data-icon]]:text-run",
          error: "[&_[data-icon]]:text-stop",
        },
      }}
    />
  );
}
