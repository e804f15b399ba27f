import { useEffect, useRef } from "react";

/** What the keys of the board do; by `event.code`, so an Arabic layout changes nothing. */
export type BoardKeys = {
  readonly choose: (place: number) => void;
  readonly act: (what: "pause" | "mode" | "order" | "end") => void;
  readonly find: () => void;
  readonly help: () => void;
  readonly escape: () => void;
};

const ACTIONS = { KeyP: "pause", KeyM: "mode", KeyO: "order", KeyE: "end" } as const;
/** Two digits within this time are one number: 1, 2 = station 12. */
const SECOND_DIGIT_MS = 700;

export function useBoardKeys(keys: BoardKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    let typed = "";
    let typedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || isInDialog(event.target)) return;
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
      if (event.code === "Escape") latest.current.escape();
      else if (event.code === "Slash") event.shiftKey ? latest.current.help() : latest.current.find();
      else if (event.code in ACTIONS) latest.current.act(ACTIONS[event.code as keyof typeof ACTIONS]);
      else if (digit !== undefined) {
        typed = event.timeStamp - typedAt < SECOND_DIGIT_MS ? `${typed}${digit}`.slice(-2) : digit;
        typedAt = event.timeStamp;
        latest.current.choose(Number(typed));
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || isTextInput(target));

const isTextInput = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && !/^(radio|checkbox|button|submit)$/.test(target.type);

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"],[role="alertdialog"]') !== null;
