/** What every screen has: its frame, times, settings. */
export const app = {
  name: "mikro-dash",
  skip: "Skip to the content",
  nav: "Screens",
  stations: "Stations",
  vouchers: "Vouchers",
  wifi: "WiFi",
  menu: "Menu",
  packages: "Packages",
  phones: "Phones",
  settings: "Settings",
  more: "More",
  close: "Close",
  back: "Back",
  save: "Save",
  saved: "Saved.",
  add: "Add",
  edit: "Edit",
  undo: "Undo",
  undone: "Undone.",
  retry: "Try again",
  more_rows: "Show more",
  optional: "optional",
  requestId: "Request",
  loading: "Loading…",
  notFoundTitle: "There is no such screen",
  notFoundAction: "Go to the stations",
  brokenTitle: "This screen broke",
  brokenText: "Nothing was lost: what you saved is saved. Load the page again.",
  reload: "Load again",
  decrease: (what: string) => `One less: ${what}`,
  increase: (what: string) => `One more: ${what}`,
};

export const time = {
  hour: "Hour",
  minute: "Minute",
  day: "Day",
  month: "Month",
  year: "Year",
  missing: "Write the time",
};

export const settings = {
  title: "Settings",
  language: "Language",
  arabic: "العربية",
  english: "English",
  digits: "Digits",
  latin: "123",
  arabicIndic: "١٢٣",
  theme: "Theme",
  system: "As the device",
  light: "Light",
  dark: "Dark",
  forget: "Unlink this phone",
  forgetBlocked: "Something is not sent yet. Unlinking is possible when all is sent.",
};

export const stale = {
  text: (time: string) => `No answer from the server. Showing what was known at ${time}.`,
};
