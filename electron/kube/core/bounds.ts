/**
 * Bounds of what a cluster's answers may make Credenza do. They are generous: no sound cluster comes near to them. Those
 * of `Bounds` can be set by the environment.
 */
export interface Bounds {
  /** Rows of one list: `CREDENZA_MOST_ROWS`. */
  rows: number
  /** MiB of one list in JSON, unpacked: `CREDENZA_MOST_LIST_MB`. */
  listMegabytes: number
  /** Namespaces that are read one by one: `CREDENZA_MOST_NAMESPACES`. */
  namespaces: number
}

export const usualBounds: Bounds = { rows: 250_000, listMegabytes: 512, namespaces: 5_000 }

/** Pages of one list; a server may send empty ones without end. */
export const mostPages = 5_000
/** MiB of one row or one event in JSON; etcd refuses objects of more than 1.5. */
export const rowMegabytes = 8
/** MiB of an answer that can only be read in one piece. */
export const pieceMegabytes = 64
/** Characters of a token of a page, which goes into an address. */
export const longestToken = 16 * 1024
/** Characters of a version, a uid and the like. */
export const longestBoundedWord = 256
/** Seconds that a server may ask to wait before it is asked again. */
export const longestRetryAfter = 3600

export const megabyte = 1024 * 1024

/** What an answer has too much of. */
export type TooLarge = 'rows' | 'pages' | 'megabytes' | 'row' | 'namespaces'

/** An answer is larger than a bound: it was not read to its end. */
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

/** The bounds from the environment. A value that is not a whole number of at least 1 is ignored. */
export function readBounds(environment: Readonly<Record<string, string | undefined>>): Bounds {
  const read = (name: keyof Bounds) => {
    const text = environment[variables[name]]?.trim() ?? ''
    return /^[1-9]\d{0,8}$/.test(text) ? Math.min(mostSettable, Number(text)) : usualBounds[name]
  }
  return { rows: read('rows'), listMegabytes: read('listMegabytes'), namespaces: read('namespaces') }
}

/** Limits a number of seconds from outside to between 0 and an hour; `null` for NaN. */
export function boundedSeconds(given: number): number | null {
  return Number.isNaN(given) ? null : Math.min(longestRetryAfter, Math.max(0, given))
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/

/** A time from outside that is one, of a year with four digits, as it came; empty for all else. */
export function boundedTime(text: string): string {
  return instant.test(text) && !Number.isNaN(Date.parse(text)) ? text : ''
}

/** A version, a uid or the like from outside; empty if it is longer than any that a server makes. */
export const boundedWord = (text: string): string => (text.length > longestBoundedWord ? '' : text)
