/** What a toast offers: taking back what was done, or trying again what was not. */
export type Offer = { readonly label: string; readonly run: () => void };
export type Notice = {
  readonly kind: "done" | "refused";
  readonly title: string;
  readonly text?: string;
  readonly offer?: Offer;
};

let announceMounted: () => void;
const mounted = new Promise<void>((resolve) => {
  announceMounted = resolve;
});

/** Called by the toaster once it listens: a toast shown before would be lost. */
export const toasterMounted = (): void => announceMounted();

const DONE_MS = 6_000;
const REFUSED_MS = 14_000;

export async function notify({ kind, title, text, offer }: Notice): Promise<void> {
  const [{ toast }] = await Promise.all([import("sonner"), mounted]);
  const options = {
    duration: kind === "done" ? DONE_MS : REFUSED_MS,
    ...(text === undefined ? {} : { description: text }),
    ...(offer === undefined ? {} : { action: { label: offer.label, onClick: offer.run } }),
  };
  if (kind === "done") toast.success(title, options);
  else toast.error(title, options);
}
