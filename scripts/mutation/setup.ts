import fc from "fast-check";

// Whether it fails is the question, not how small the failure can be made; and it shall be the same each time.
fc.configureGlobal({ endOnFailure: true, seed: 20_261_123 });
