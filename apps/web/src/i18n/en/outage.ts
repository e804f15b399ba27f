import { counted } from "./counted.ts";

/** Light and clock: what happened to the computer, not to the till. */
export const outage = {
  unreachable: (time: string) => `The café has not been heard since ${time}. Power or internet?`,
  wasOff: (time: string) => `This computer was off from ${time}. Was the light out?`,
  dismissLocal: "No, they went on playing",
  freeze: (time: string) => `Power cut: freeze all at ${time}`,
  title: "Freeze all the meters",
  text: "Every running session stands still from this instant. Nobody pays for the dark.",
  at: "The light went out at",
  confirm: (time: string) => `Freeze all at ${time}`,
  frozen: (n: number, shown: string) => counted(n, shown, "# session frozen.", "# sessions frozen."),
  resume: "Resume all",
  resumed: (n: number, shown: string) => counted(n, shown, "# session goes on.", "# sessions go on."),
  frozenNow: (n: number, shown: string, time: string) =>
    counted(n, shown, `# session frozen since ${time}`, `# sessions frozen since ${time}`),
  dismiss: "It is only the internet",
  short: "Power cut",
};

export const clock = {
  question: "Is this computer's clock right?",
  questionBand: "This computer's clock may be wrong.",
  answer: "Set it right",
  says: "The clock says",
  lastSeen: "Last on",
  before:
    "That is before it was last on: its battery may be flat. Until the internet is back, all meters go by this clock.",
  after: "That is long after it was last on. If the shop was closed meanwhile, it is right.",
  right: "Yes, it is right",
  wrong: "No, it is another time",
  today: "Today's date",
  now: "The time now",
  hint: "24 hours: nine in the evening is 21",
  set: (time: string) => `It is ${time}`,
  noSuchDay: "There is no such day.",
  done: "The meters go by that time now.",
  behind: (span: string) =>
    `This computer's clock is ${span} slow. The bills go by the cloud's time; set the clock right.`,
  ahead: (span: string) =>
    `This computer's clock is ${span} fast. The bills go by the cloud's time; set the clock right.`,
};
