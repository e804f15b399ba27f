declare const brand: unique symbol;

/** A primitive that remembers its unit or its kind, so that two of different kinds cannot be mixed up. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
