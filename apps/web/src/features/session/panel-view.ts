/** What the panel shows beside the meter; in the address, so that "back" on a phone goes back. */
export const PANEL_VIEWS = ["order", "end", "move", "charge", "transfer", "edit", "station"] as const;
export type PanelView = (typeof PANEL_VIEWS)[number];

export const isPanelView = (value: unknown): value is PanelView => PANEL_VIEWS.some((view) => view === value);
