/** 32 signs that cannot be taken for one another: no I, O, 0, 1. */
export const VOUCHER_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
export const VOUCHER_CODE_LENGTH = 6;

const CODE = /^[A-HJ-NP-Z2-9]{6}$/;

/**
 * A voucher code: 30 bits. 256 is a multiple of the 32 signs, so each is equally likely.
 * @param random exactly 6 bytes from a cryptographic source
 */
export function voucherCode(random: Uint8Array): string {
  if (random.length !== VOUCHER_CODE_LENGTH) throw new RangeError("a voucher code needs 6 random bytes");
  return Array.from(random, (byte) => VOUCHER_ALPHABET.charAt(byte % VOUCHER_ALPHABET.length)).join("");
}

/** True for a code of ours; codes of other makers are other names of hotspot users. */
export function isVoucherCode(text: string): boolean {
  return CODE.test(text);
}
