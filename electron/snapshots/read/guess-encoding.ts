import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import type { Encoding } from '../../../shared/snapshot.ts'
import { iconvName } from './decode-text.ts'

export interface GuessedEncoding {
  encoding: Encoding
  /** Other possible encodings, the most likely first. */
  others: Encoding[]
}

const othersTold = 4
/** The advantage of the most common encoding, because statistics of a few letters prove little. */
const firstBonus = 0.1

/** All encodings that can be guessed; of two equally likely ones, the first is more common. */
const candidates = [
  'Windows-1252',
  'Windows-1250',
  'Windows-1251',
  'Shift-JIS',
  'GB18030',
  'EUC-KR',
  'Big5',
  'Mac Roman',
  'DOS 850',
  'Windows-1253',
  'Windows-1254',
  'Windows-1255',
  'Windows-1256',
  'Windows-1257',
  'Windows-874',
  'ISO-8859-2',
  'KOI8-R',
  'DOS 866',
  'DOS 852',
  'EUC-JP',
  'Mac Central European',
  'Mac Cyrillic',
] as const satisfies Encoding[]

/** The names in `chardet`. */
const detectorNames = new Map<string, Encoding>([
  ['ISO-8859-1', 'Windows-1252'],
  ['windows-1252', 'Windows-1252'],
  ['ISO-8859-2', 'ISO-8859-2'],
  ['windows-1250', 'Windows-1250'],
  ['windows-1251', 'Windows-1251'],
  ['ISO-8859-7', 'Windows-1253'],
  ['windows-1253', 'Windows-1253'],
  ['ISO-8859-9', 'Windows-1254'],
  ['windows-1254', 'Windows-1254'],
  ['ISO-8859-8', 'Windows-1255'],
  ['windows-1255', 'Windows-1255'],
  ['ISO-8859-6', 'Windows-1256'],
  ['windows-1256', 'Windows-1256'],
  ['KOI8-R', 'KOI8-R'],
  ['Shift_JIS', 'Shift-JIS'],
  ['EUC-JP', 'EUC-JP'],
  ['GB18030', 'GB18030'],
  ['Big5', 'Big5'],
  ['EUC-KR', 'EUC-KR'],
])

/**
 * Guesses the encoding of lines that aren't UTF-8. The statistics of `chardet` need more text than a few names, so the
 * decoded text counts more: words of one script with usual capitalization, and common characters.
 */
export function guessEncoding(sample: Buffer): GuessedEncoding {
  const confidence = new Map<Encoding, number>()
  const note = (encoding: Encoding, percent: number) =>
    confidence.set(encoding, Math.max(percent / 100, confidence.get(encoding) ?? 0))
  for (const { name, confidence: percent } of analyse(sample)) {
    const encoding = detectorNames.get(name)
    if (encoding !== undefined) note(encoding, percent)
    // The two differ in few letters, and the Windows encoding is far more common.
    if (encoding === 'ISO-8859-2') note('Windows-1250', percent)
  }
  const scored = candidates.map((encoding, place) => ({
    encoding,
    score: sense(sample, encoding) + (confidence.get(encoding) ?? 0) / 2 + (place === 0 ? firstBonus : 0),
  }))
  scored.sort((a, b) => b.score - a.score)
  const [first, ...others] = scored.map(({ encoding }) => encoding)
  return { encoding: first ?? 'Windows-1252', others: others.slice(0, othersTold) }
}

/** How plausible the non-ASCII characters are in an encoding, from -1 to 1. */
function sense(sample: Buffer, encoding: (typeof candidates)[number]): number {
  const isCommon = commonPairs[encoding]
  return isCommon === undefined
    ? senseOfLetters(iconv.decode(sample, iconvName(encoding)))
    : senseOfPairs(sample, isCommon)
}

type Pair = (lead: number, trail: number) => boolean

/** Byte pairs of common characters: the first level of each standard, and syllables. */
const commonPairs: Readonly<Partial<Record<Encoding, Pair>>> = {
  'Shift-JIS': (lead, trail) =>
    (lead >= 0x88 && lead <= 0x97 && trail >= 0x40) || lead === 0x82 || lead === 0x83,
  GB18030: (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1,
  'EUC-KR': (lead, trail) => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1,
  Big5: (lead, trail) => lead >= 0xa4 && lead <= 0xc6 && trail >= 0x40,
  'EUC-JP': (lead, trail) =>
    trail >= 0xa1 && (lead === 0xa4 || lead === 0xa5 || (lead >= 0xb0 && lead <= 0xcf)),
}

function senseOfPairs(sample: Buffer, isCommon: Pair): number {
  let common = 0
  let rare = 0
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0
    if (lead < 0x80) continue
    if (isCommon(lead, sample[at + 1] ?? 0)) common += 1
    else rare += 1
    at += 1
  }
  // Single-byte words form pairs by chance, and every second one is common.
  return (common - 2 * rare) / Math.max(1, common + rare) - 0.05
}

const scripts = [
  /^[\p{Script=Latin}\p{M}]+$/u,
  /^[\p{Script=Cyrillic}\p{M}]+$/u,
  /^[\p{Script=Greek}\p{M}]+$/u,
  /^[\p{Script=Hebrew}\p{M}]+$/u,
  /^[\p{Script=Arabic}\p{M}]+$/u,
  /^[\p{Script=Thai}\p{M}]+$/u,
]
const usualSigns = /^[–—‘’“”„…€£§°•«»·©®™№\u00a0]$/
const foreign = /[^\x00-\x7f]/g

function senseOfLetters(text: string): number {
  let good = 0
  let bad = 0
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const beyond = word.match(foreign)?.length ?? 0
    if (beyond === 0) continue
    if (isWord(word, beyond)) good += beyond
    else bad += beyond
  }
  for (const [sign] of text.matchAll(/[^\x00-\x7f\p{L}\p{M}]/gu)) {
    if (usualSigns.test(sign)) good += 0.5
    else bad += 1
  }
  // A currency sign or a quote inside a word is a letter of another encoding.
  bad += 2 * (text.match(/\p{L}[^\x00-\x7f\p{L}\p{M}’·\u00a0–—]\p{L}/gu)?.length ?? 0)
  return (good - bad) / Math.max(1, good + bad)
}

/** Whether letters can be a word: one script, no capitals in the middle, and few accents in Latin. */
function isWord(word: string, beyond: number): boolean {
  if (/\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u.test(word) || !scripts.some((script) => script.test(word)))
    return false
  return scripts[0]?.test(word) !== true || beyond <= Math.max(1, word.length / 2)
}
