/**
 * Limits on what a cluster's responses can make Credenza do. They are generous: no healthy cluster comes near them. The
 * environment can set those of `Bounds`.
 */
export interface Bounds {
  /** Rows of one list: `CREDENZA_MOST_ROWS`. */
  rows: number
  /** MiB of one list as uncompressed JSON: `CREDENZA_MOST_LIST_MB`. */
  listMegabytes: number
  /** Namespaces to read one by one: `CREDENZA_MOST_NAMESPACES`. */
  namespaces: number
}

export const usualBounds: Bounds = { rows: 250_000, listMegabytes: 512, namespaces: 5_000 }

/** Pages of one list; a server could send empty ones forever. */
export const mostPages = 5_000
/** MiB of one row or event as JSON; etcd refuses objects over 1.5 MiB. */
export const rowMegabytes = 8
/** MiB of a response that can only be parsed as a whole. */
export const pieceMegabytes = 64
/** Characters of a continue token, which becomes part of a URL. */
export const longestToken = 16 * 1024
/** Characters of a resource version, a uid and the like. */
const longestBoundedWord = 256
/** Longest accepted Retry-After, in seconds. */
const longestRetryAfter = 3600

export const megabyte = 1024 * 1024

/** What a response has too much of. */
type TooLarge = 'rows' | 'pages' | 'megabytes' | 'row' | 'namespaces'

/** A response exceeds a limit and wasn't read to its end. */
export class TooLargeError extends Error {
  readonly what: TooLarge
  readonly limit: number

  constructor(what: TooLarge, limit: number) {
    super('too large')
    this.what = what
    this.limit = limit
  }
}

const variables: Readonly<Record<keyof Bounds, string>> = {
  rows: 'CREDENZA_MOST_ROWS',
  listMegabytes: 'CREDENZA_MOST_LIST_MB',
  namespaces: 'CREDENZA_MOST_NAMESPACES',
}
const mostSettable = 100_000_000

/** Reads the limits from the environment. Ignores values that aren't whole numbers of at least 1. */
export function readBounds(environment: Readonly<Record<string, string | undefined>>): Bounds {
  const read = (name: keyof Bounds) => {
    const text = environment[variables[name]]?.trim() ?? ''
    return /^[1-9]\d{0,8}$/.test(text) ? Math.min(mostSettable, Number(text)) : usualBounds[name]
  }
  return { rows: read('rows'), listMegabytes: read('listMegabytes'), namespaces: read('namespaces') }
}

/** Limits a number of seconds from outside to 0 up to an hour; `null` for NaN. */
export function boundedSeconds(given: number): number | null {
  return Number.isNaN(given) ? null : Math.min(longestRetryAfter, Math.max(0, given))
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/

/** Returns a time from outside unchanged if it is valid and its year has four digits, else an empty text. */
export function boundedTime(text: string): string {
  return instant.test(text) && !Number.isNaN(Date.parse(text)) ? text : ''
}

/** Returns a resource version, a uid or the like from outside; empty if it is longer than any that servers create. */
export const boundedWord = (text: string): string => (text.length > longestBoundedWord ? '' : text)
