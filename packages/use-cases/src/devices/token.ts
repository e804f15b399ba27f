/** Hex SHA-256: codes and tokens are stored only like this, so a copy of the database opens nothing. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"; // 32 characters, no I, L, O, U: each byte gives five bits without bias

/** Random text, five bits a byte. */
export function randomCode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join("");
}
