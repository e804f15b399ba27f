/** A mistake that changes nothing that anybody could notice, and why. Found again by what stands there, not by its line. */
export interface Equivalent {
  readonly path: string;
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];
