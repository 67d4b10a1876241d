/** The position of a value in a JSON text, in bytes; `end` is exclusive. */
interface JsonPosition {
  start: number
  end: number
}

/** Keys and indexes that lead to a value. */
type JsonTrail = readonly (string | number)[]

/** Finds a value in the bytes of a well-formed JSON text; the whole text if the value doesn't exist. */
export function findInJson(bytes: Buffer, trail: JsonTrail): JsonPosition {
  const scanner = { bytes, at: 0 }
  for (const step of trail) {
    if (!enter(scanner, step)) return { start: 0, end: bytes.length }
  }
  skipSpace(scanner)
  const start = scanner.at
  skipValue(scanner)
  return { start, end: scanner.at }
}

interface Scanner {
  bytes: Buffer
  at: number
}

/** The next byte as a character; empty at the end. */
function here({ bytes, at }: Scanner): string {
  const byte = bytes[at]
  return byte === undefined ? '' : String.fromCharCode(byte)
}

function skipSpace(scanner: Scanner): void {
  while (/[ \t\r\n]/.test(here(scanner))) scanner.at += 1
}

/** Moves to the value of a key or index in the next container. */
function enter(scanner: Scanner, step: string | number): boolean {
  skipSpace(scanner)
  const isObject = here(scanner) === '{'
  const close = isObject ? '}' : ']'
  scanner.at += 1
  for (let index = 0; ; index += 1) {
    skipSpace(scanner)
    if (here(scanner) === close || scanner.at >= scanner.bytes.length) return false
    const key = isObject ? readKey(scanner) : index
    if (key === step) return true
    skipValue(scanner)
    skipSpace(scanner)
    if (here(scanner) === ',') scanner.at += 1
  }
}

function readKey(scanner: Scanner): string {
  const start = scanner.at
  skipString(scanner)
  const key = JSON.parse(scanner.bytes.toString('utf8', start, scanner.at)) as string
  skipSpace(scanner)
  scanner.at += 1
  return key
}

function skipString(scanner: Scanner): void {
  scanner.at += 1
  while (/[^"]/.test(here(scanner))) scanner.at += here(scanner) === '\\' ? 2 : 1
  scanner.at += 1
}

function skipValue(scanner: Scanner): void {
  skipSpace(scanner)
  let depth = 0
  do {
    const character = here(scanner)
    if (character === '"') skipString(scanner)
    else {
      if (character === '{' || character === '[') depth += 1
      if (character === '}' || character === ']') depth -= 1
      scanner.at += 1
      if (depth === 0 && !/[}\]]/.test(character))
        while (/[^,}\] \t\r\n]/.test(here(scanner))) scanner.at += 1
    }
  } while (depth > 0 && scanner.at < scanner.bytes.length)
}
