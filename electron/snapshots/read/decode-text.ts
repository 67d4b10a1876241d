import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Encoding } from '../../../shared/snapshot.ts'

export interface FoundEncoding {
  encoding: Encoding
  hasByteOrderMark: boolean
  /** The length of the mark in bytes. */
  skip: number
}

const sampleLength = 64 * 1024
/** Bytes of lines from which an older encoding is guessed. */
const foreignSample = 16 * 1024

/**
 * Detects the encoding from the start of a file. UTF-16 without a mark is recognized by the zero bytes of its ASCII
 * characters; anything else counts as UTF-8 until invalid bytes occur (see `createDecoder`).
 */
export function findEncoding(head: Buffer): FoundEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'UTF-8', hasByteOrderMark: true, skip: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'UTF-16 LE', hasByteOrderMark: true, skip: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'UTF-16 BE', hasByteOrderMark: true, skip: 2 }
  const zeros = [0, 0]
  const sample = head.subarray(0, sampleLength)
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even, odd] = [zeros[0] ?? 0, zeros[1] ?? 0]
  const isMany = (some: number, others: number) => some > sample.length * 0.2 && others < some / 20
  if (isMany(odd, even)) return { encoding: 'UTF-16 LE', hasByteOrderMark: false, skip: 0 }
  if (isMany(even, odd)) return { encoding: 'UTF-16 BE', hasByteOrderMark: false, skip: 0 }
  return { encoding: 'UTF-8', hasByteOrderMark: false, skip: 0 }
}

/** Decodes bytes piece by piece; a character split between two pieces is kept for the next one. */
export interface Decoder {
  decode: (bytes: Buffer, isLast: boolean) => string
  /** The number of invalid bytes so far, which were replaced. */
  garbled: () => number
  /** The error to throw if the text makes no sense; `null` if no other encoding would help. */
  doubt?: () => NotUtf8 | null
}

/** Thrown by the UTF-8 decoder if the bytes are in an older encoding. */
export class NotUtf8 extends Error {
  /** Lines with non-ASCII bytes. */
  readonly sample: Buffer
  constructor(sample: Buffer) {
    super('not UTF-8')
    this.sample = sample
  }
}

/** When there are this many more invalid bytes than UTF-8 characters, the decoder gives up. */
const enoughForeign = 20

/** The number of bytes of an incomplete character at the end. */
function unfinishedUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < length ? back : 0
  }
  return 0
}

/** Collects the first lines with non-ASCII bytes. */
function createForeignLines() {
  const lines: Buffer[] = []
  let length = 0
  return {
    bytes: () => Buffer.concat(lines),
    add(bytes: Buffer): void {
      let start = 0
      let isForeign = false
      for (let at = 0; at < bytes.length && length < foreignSample; at += 1) {
        const byte = bytes[at] ?? 0
        if (byte >= 0x80) isForeign = true
        const isEnd = byte === 0x0a || byte === 0x0d || at === bytes.length - 1
        if (!isEnd && at - start < foreignSample) continue
        if (isForeign) {
          lines.push(Buffer.from(bytes.subarray(start, at + 1)))
          length += at + 1 - start
        }
        start = at + 1
        isForeign = false
      }
    },
  }
}

const countOf = (text: string, sign: string): number => {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

/**
 * Multi-byte characters hardly ever occur by chance: a text with more of them than invalid bytes is UTF-8. `isCertain`:
 * it is UTF-8 in any case.
 */
function utf8Decoder(isCertain: boolean): Decoder {
  let kept: Buffer = Buffer.alloc(0)
  let garbled = 0
  let characters = 0
  const sample = createForeignLines()
  return {
    garbled: () => garbled,
    doubt: () => (isCertain || garbled === 0 ? null : new NotUtf8(sample.bytes())),
    decode(bytes, isLast) {
      const whole = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
      const cut = isLast ? 0 : unfinishedUtf8(whole)
      const ready = whole.subarray(0, whole.length - cut)
      kept = Buffer.from(whole.subarray(whole.length - cut))
      const text = ready.toString('utf8')
      const isAscii = ready.length === text.length && !text.includes('\uFFFD')
      if (!isAscii) {
        const many = countOfMany(text)
        const broken = isUtf8(ready) ? 0 : countOf(text, '\uFFFD')
        garbled += broken
        characters += many - broken
        if (!isCertain) sample.add(ready)
      }
      const isForeign = garbled > characters + (isLast ? 0 : enoughForeign)
      if (!isCertain && isForeign) throw new NotUtf8(sample.bytes())
      return text
    },
  }
}

/** The number of non-ASCII characters. */
const countOfMany = (text: string): number => text.match(/[^\x00-\x7f]/g)?.length ?? 0

function utf16Decoder(isBigEndian: boolean): Decoder {
  let kept: Buffer = Buffer.alloc(0)
  let garbled = 0
  return {
    garbled: () => garbled,
    decode(bytes, isLast) {
      const whole = Buffer.concat([kept, bytes])
      let length = whole.length - (whole.length % 2)
      const low = whole[isBigEndian ? length - 2 : length - 1] ?? 0
      // The first half of a surrogate pair waits for the second.
      if (!isLast && length >= 2 && low >= 0xd8 && low <= 0xdb) length -= 2
      const ready = whole.subarray(0, length)
      kept = Buffer.from(whole.subarray(length))
      if (isLast && kept.length > 0) garbled += 1
      if (isBigEndian) ready.swap16()
      const text = ready.toString('utf16le')
      if (text.isWellFormed()) return text
      garbled +=
        text.match(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g)?.length ?? 0
      return text.toWellFormed()
    },
  }
}

/** Encodings with another name in `iconv-lite`; all others have the same name. */
const iconvNames: Readonly<Partial<Record<Encoding, string>>> = {
  'Mac Roman': 'macroman',
  'Mac Central European': 'maccenteuro',
  'Mac Cyrillic': 'maccyrillic',
  'DOS 437': 'cp437',
  'DOS 850': 'cp850',
  'DOS 852': 'cp852',
  'DOS 866': 'cp866',
}

export const iconvName = (encoding: Encoding): string => iconvNames[encoding] ?? encoding

function olderDecoder(encoding: Encoding): Decoder {
  const decoder = iconv.getDecoder(iconvName(encoding))
  let garbled = 0
  return {
    garbled: () => garbled,
    decode(bytes, isLast) {
      const text = decoder.write(bytes) + (isLast ? (decoder.end() ?? '') : '')
      garbled += countOf(text, '\uFFFD')
      return text
    },
  }
}

/**
 * Creates a decoder. The one for UTF-8 throws `NotUtf8` if the bytes are most likely in an older encoding, unless
 * `isCertain`.
 */
export function createDecoder({ encoding, isCertain }: { encoding: Encoding; isCertain: boolean }): Decoder {
  switch (encoding) {
    case 'UTF-8':
      return utf8Decoder(isCertain)
    case 'UTF-16 LE':
      return utf16Decoder(false)
    case 'UTF-16 BE':
      return utf16Decoder(true)
    default:
      return olderDecoder(encoding)
  }
}

/**
 * Whether a decoded text looks like text: it has few control characters. Many zero bytes are allowed, because some
 * databases write them for missing values.
 */
export function looksLikeText(text: string): boolean {
  const sample = text.slice(0, sampleLength)
  const strange = sample.match(/[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\uFFFD]/g)?.length ?? 0
  return strange <= sample.length / 10 && countOf(sample, '\0') <= sample.length / 2
}
