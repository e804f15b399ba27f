/** Something that docs/sync.md or docs/billing.md promises did not hold. `check` names the promise. */
export class Broken extends Error {
  readonly check: string;
  constructor(check: string, detail: string) {
    super(`${check}: ${detail}`);
    this.check = check;
  }
}

export function hold(promise: boolean, check: string, detail: () => string): void {
  if (!promise) throw new Broken(check, detail());
}
