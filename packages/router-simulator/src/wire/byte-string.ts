/**
 * Text as RouterOS keeps it: raw bytes, whatever code page they came from.
 * One character stands for one byte (latin1), so nothing is ever lost or re-encoded on its way through.
 */
export type ByteString = string;

export const bytesOf = (text: string): ByteString => Buffer.from(text, "utf8").toString("latin1");

/** For people only (control API, logs): bytes that are not UTF-8 become replacement characters. */
export const textOf = (bytes: ByteString): string => Buffer.from(bytes, "latin1").toString("utf8");
