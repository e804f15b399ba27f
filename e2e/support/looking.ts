import { look, type Viewer, visit } from "./viewer.ts";

export const there = ({ page }: Viewer, testId: string) => page.getByTestId(testId).first().waitFor();
export const tap = ({ page }: Viewer, testId: string) => page.getByTestId(testId).first().click();

/** Goes there, waits until it is shown, and looks. */
export async function see(viewer: Viewer, screen: string, path: string, testId: string): Promise<void> {
  await visit(viewer, path);
  await there(viewer, testId);
  await look(viewer, screen);
}

/** Opens something that lies over the screen, and looks. */
export async function seeOpen(viewer: Viewer, screen: string, opener: string, testId: string): Promise<void> {
  await tap(viewer, opener);
  await there(viewer, testId);
  await look(viewer, screen);
}

/** Opens something that lies over the screen, looks, and closes it: the focus goes back to what opened it. */
export async function seeOver(viewer: Viewer, screen: string, opener: string, testId: string): Promise<void> {
  await seeOpen(viewer, screen, opener, testId);
  await close(viewer, testId);
  await untilFocused(viewer, opener);
}

/** What is typed from now on goes there. */
export async function untilFocused({ page }: Viewer, testId: string): Promise<void> {
  const hasFocus = (id: string) => (document.activeElement as HTMLElement | null)?.dataset.testid === id;
  await page.waitForFunction(hasFocus, testId);
}

/** Closes what lies over the screen. */
export async function close({ page }: Viewer, testId: string): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByTestId(testId).first().waitFor({ state: "detached" });
}
