import { Drawer } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useI18n } from "../i18n/i18n.tsx";
import { buttonClass } from "./button.tsx";
import { cx } from "./class-names.ts";

type Props = {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The session panel has a heading of its own. */
  readonly hideTitle?: boolean;
  readonly testId?: string;
};

/** From below under the thumb on a phone, in the middle of the desktop. Focus goes in and comes back. */
export function Sheet({ title, open, onClose, children, hideTitle = false, testId }: Props) {
  const { t } = useI18n();
  return (
    <Drawer.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Drawer.Portal>
        <Drawer.Backdrop className="fixed inset-0 z-40 bg-veil opacity-[calc(1-var(--drawer-swipe-progress))] transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Drawer.Viewport className="fixed inset-0 z-50 flex items-end justify-center md:items-center md:p-6">
          <Drawer.Popup
            data-testid={testId}
            className={cx(
              "flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-[20px] bg-surface text-ink shadow-float outline-none",
              "[transform:translateY(var(--drawer-swipe-movement-y))] transition-[transform,opacity] duration-220 ease-[cubic-bezier(0.2,0.8,0.2,1)] data-swiping:duration-0",
              "data-ending-style:[transform:translateY(100%)] data-starting-style:[transform:translateY(100%)]",
              "md:max-h-[88dvh] md:max-w-lg md:rounded-tile md:data-ending-style:opacity-0 md:data-starting-style:opacity-0",
              "md:data-ending-style:[transform:translateY(12px)] md:data-starting-style:[transform:translateY(12px)]",
            )}
          >
            <div
              aria-hidden="true"
              className="mx-auto mt-2 h-1 w-10 shrink-0 rounded-full bg-line-strong md:hidden"
            />
            <div className={hideTitle ? "sr-only" : "flex items-center gap-3 px-5 pt-3 pb-2"}>
              <Drawer.Title className="flex-1 text-title font-semibold">{title}</Drawer.Title>
              {!hideTitle && (
                <Drawer.Close aria-label={t.app.close} className={buttonClass("quiet", "icon")}>
                  <X aria-hidden="true" className="size-5" />
                </Drawer.Close>
              )}
            </div>
            <Drawer.Content
              className={cx(
                "min-h-0 flex-1 overflow-y-auto overscroll-contain",
                !hideTitle && "px-5 pb-[calc(1.25rem+env(safe-area-inset-bottom))]",
              )}
            >
              {children}
            </Drawer.Content>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
