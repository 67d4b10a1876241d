/** One element of DER: its tag byte, its content, and all of its bytes. */
export interface DerElement {
  tag: number
  content: Buffer
  whole: Buffer
}

/** The bytes are not DER as certificates use it. */
export class DerError extends Error {}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
} as const

/** The elements of a constructed content, in order. Throws `DerError`. */
export function derElements(content: Buffer): DerElement[] {
  const elements: DerElement[] = []
  for (let at = 0; at < content.length;) {
    const element = elementAt(content, at)
    elements.push(element)
    at += element.whole.length
  }
  return elements
}

/** The elements inside a single sequence, which must make up all bytes. */
export function derSequence(bytes: Buffer): DerElement[] {
  const [element, ...more] = derElements(bytes)
  if (element?.tag !== derTag.sequence || more.length > 0) throw new DerError('no sequence')
  return derElements(element.content)
}

/** An object identifier in dotted form. */
export function derOid({ tag, content }: DerElement): string {
  if (tag !== derTag.oid || content.length === 0) throw new DerError('no object identifier')
  const parts: number[] = []
  let part = 0
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      parts.push(part)
      part = 0
    }
  }
  const [first = 0, ...rest] = parts
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

export const derBoolean = ({ tag, content }: DerElement): boolean => {
  if (tag !== derTag.boolean || content.length !== 1) throw new DerError('no boolean')
  return content[0] !== 0
}

function elementAt(bytes: Buffer, at: number): DerElement {
  const tag = bytes[at]
  const first = bytes[at + 1]
  // Certificates contain no multi-byte tags.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerError('cut or unknown')
  const { length, from } = lengthAt(bytes, at + 1, first)
  const end = from + length
  if (end > bytes.length) throw new DerError('cut')
  return { tag, content: bytes.subarray(from, end), whole: bytes.subarray(at, end) }
}

function lengthAt(bytes: Buffer, at: number, first: number): { length: number; from: number } {
  if (first < 0x80) return { length: first, from: at + 1 }
  const count = first & 0x7f
  if (count === 0 || count > 4 || at + 1 + count > bytes.length) throw new DerError('length')
  const length = bytes.readUIntBE(at + 1, count)
  if (length < 0x80) throw new DerError('length')
  return { length, from: at + 1 + count }
}
