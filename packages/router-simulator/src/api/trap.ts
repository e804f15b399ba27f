/** A command the router refuses, in the router's own words. `category` is often absent on a real one. */
export class Trap extends Error {
  readonly category: string | undefined;

  constructor(message: string, category?: string) {
    super(message);
    this.category = category;
  }
}
