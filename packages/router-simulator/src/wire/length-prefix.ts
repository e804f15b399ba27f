/** Bytes a word may have before the connection is given up: far above anything RouterOS sends. */
const LONGEST_WORD = 64 * 1024 * 1024;

/** The five length forms of the RouterOS API, big-endian, counted in bytes. */
export function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x4000) return bigEndian(2, length + 0x8000);
  if (length < 0x200000) return bigEndian(3, length + 0xc00000);
  if (length < 0x10000000) return bigEndian(4, length + 0xe0000000);
  return Buffer.concat([Buffer.from([0xf0]), bigEndian(4, length)]);
}

export interface LengthPrefix {
  /** Bytes the prefix itself takes. */
  readonly size: number;
  readonly length: number;
}

/** Undefined when the prefix is not complete yet; throws on a reserved control byte (0xF8 and up). */
export function decodeLength(data: Buffer, at: number): LengthPrefix | undefined {
  const first = data[at];
  if (first === undefined) return undefined;
  const size = prefixSize(first);
  if (data.length - at < size) return undefined;
  const length = size === 5 ? data.readUIntBE(at + 1, 4) : data.readUIntBE(at, size) - marker(size);
  if (length > LONGEST_WORD) throw new Error(`a word of ${length} bytes is longer than ${LONGEST_WORD}`);
  return { size, length };
}

function prefixSize(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  if (first < 0xf0) return 4;
  if (first < 0xf8) return 5;
  throw new Error(`0x${first.toString(16)} is a reserved control byte`);
}

const marker = (size: number): number => [0, 0, 0x8000, 0xc00000, 0xe0000000][size] ?? 0;

function bigEndian(size: number, value: number): Buffer {
  const out = Buffer.alloc(size);
  out.writeUIntBE(value, 0, size);
  return out;
}
