import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { createFormat, type Format } from "./format.ts";
import { type Direction, directionOf, type Locale } from "./locale.ts";
import type { Messages } from "./messages-en.ts";
import { usePreferences } from "./preferences.ts";

export type I18n = {
  readonly t: Messages;
  readonly f: Format;
  readonly locale: Locale;
  readonly dir: Direction;
  /** The name in the reader's language of something that has both. */
  readonly nameOf: (thing: { readonly name: string; readonly nameAr: string }) => string;
};

/** Only the catalogue in use is loaded. */
export const loadMessages = (locale: Locale): Promise<Messages> =>
  locale === "ar"
    ? import("./messages-ar.ts").then((m) => m.arabic)
    : import("./messages-en.ts").then((m) => m.english);

const Context = createContext<I18n | null>(null);

type Props = {
  readonly initial: { readonly locale: Locale; readonly messages: Messages };
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
};

export function I18nProvider({ initial, timeZone, children }: Props) {
  const { locale: wanted, digits } = usePreferences();
  const [loaded, setLoaded] = useState(initial);

  useEffect(() => {
    if (wanted === loaded.locale) return;
    let current = true;
    void loadMessages(wanted).then((messages) => current && setLoaded({ locale: wanted, messages }));
    return () => {
      current = false;
    };
  }, [wanted, loaded.locale]);

  const value = useMemo<I18n>(() => {
    const { locale, messages } = loaded;
    return {
      t: messages,
      f: createFormat(locale, digits, timeZone),
      locale,
      dir: directionOf(locale),
      nameOf: (thing) => (locale === "ar" ? thing.nameAr || thing.name : thing.name || thing.nameAr),
    };
  }, [loaded, digits, timeZone]);

  useEffect(() => {
    document.documentElement.lang = value.locale;
    document.documentElement.dir = value.dir;
  }, [value.locale, value.dir]);

  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = use(Context);
  if (value === null) throw new Error("useI18n outside of I18nProvider");
  return value;
}
