import { isUtf8 } from 'node:buffer'
import type { Encoding } from '../../../shared/snapshot.ts'

export interface FoundEncoding {
  encoding: Encoding
  hasByteOrderMark: boolean
  /** How many bytes the mark has. */
  skip: number
}

const sampleLength = 64 * 1024

/**
 * Which encoding a file has that begins like this. Without a mark UTF-16 shows by the zero bytes of its ASCII
 * characters; anything else is UTF-8 until bytes come that are none (see `createDecoder`).
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

/** Turns bytes into text, piece by piece; a character that lies over the border of two is kept for the next. */
export interface Decoder {
  decode: (bytes: Buffer, isLast: boolean) => string
  /** Bytes so far that are no text in this encoding, and stand in it as a sign. */
  garbled: () => number
}

/** Thrown by the decoder of UTF-8 where the bytes are those of an older encoding. */
export class NotUtf8 extends Error {}

/** How many bytes of a character that is not whole stand at the end. */
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

const countOf = (text: string, sign: string): number => {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

/** `isCertain`: a byte order mark says that it is UTF-8, so that other bytes are garbled ones. */
function utf8Decoder(isCertain: boolean): Decoder {
  let kept: Buffer = Buffer.alloc(0)
  let garbled = 0
  let characters = 0
  return {
    garbled: () => garbled,
    decode(bytes, isLast) {
      const whole = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
      const cut = isLast ? 0 : unfinishedUtf8(whole)
      const ready = whole.subarray(0, whole.length - cut)
      kept = Buffer.from(whole.subarray(whole.length - cut))
      const text = ready.toString('utf8')
      if (ready.length === text.length && !text.includes('\uFFFD')) return text
      const many = countOfMany(text)
      if (!isUtf8(ready)) {
        const broken = countOf(text, '\uFFFD')
        // Characters of several bytes hardly ever come about by chance.
        if (!isCertain && broken >= characters + many - broken) throw new NotUtf8()
        garbled += broken
      }
      characters += many
      return text
    },
  }
}

/** Characters beyond ASCII. */
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
      // The first half of a pair waits for the second.
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

/** What Windows has in place of the control characters from 80 on; five are nothing. */
const windowsSigns = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

function windowsDecoder(): Decoder {
  let garbled = 0
  return {
    garbled: () => garbled,
    decode(bytes) {
      const text = bytes.toString('latin1')
      if (!/[\x80-\x9f]/.test(text)) return text
      return text.replace(/[\x80-\x9f]/g, (sign) => {
        const found = windowsSigns[sign.charCodeAt(0) - 0x80] ?? '\uFFFD'
        if (found === '\uFFFD') garbled += 1
        return found
      })
    },
  }
}

/** A decoder; that of UTF-8 without a mark throws `NotUtf8` where the bytes are most likely Windows-1252. */
export function createDecoder({ encoding, hasByteOrderMark }: Omit<FoundEncoding, 'skip'>): Decoder {
  switch (encoding) {
    case 'UTF-8':
      return utf8Decoder(hasByteOrderMark)
    case 'UTF-16 LE':
      return utf16Decoder(false)
    case 'UTF-16 BE':
      return utf16Decoder(true)
    case 'Windows-1252':
      return windowsDecoder()
  }
}

/** Whether bytes may be text: few control characters among them. Looks at what was decoded. */
export function looksLikeText(text: string): boolean {
  const sample = text.slice(0, sampleLength)
  const strange = sample.match(/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\uFFFD]/g)?.length ?? 0
  return strange <= sample.length / 10
}
