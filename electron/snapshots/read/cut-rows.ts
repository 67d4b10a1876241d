import type { LineEnds } from '../../../shared/snapshot.ts'
import { longestRow, mostCells, mostLinesTold } from './bounds.ts'
import { countBreaks, createSignFinder, type SignFinder } from './sign-finder.ts'

/** Thrown if a row is longer than `longestRow`, or has more than `mostCells`; `line` is the row's first line. */
export class RowTooLong extends Error {
  readonly line: number
  readonly limit: 'length' | 'cells'
  constructor(line: number, limit: 'length' | 'cells') {
    super('row too long')
    this.line = line
    this.limit = limit
  }
}

export interface CutRows {
  rows: string[][]
  /** By row: its first line. */
  lines: number[]
  /** Rows without text that have quotes, so their cells are empty on purpose: they aren't blank lines. */
  quoted: ReadonlySet<readonly string[]>
}

/** Facts about the text so far. Lines count from 1. */
export interface CutFacts {
  /** How many rows ended with each kind of line break. */
  ends: Record<'\r\n' | '\n' | '\r', number>
  /** How many line feeds were followed by a carriage return that belongs to them. */
  reversed: number
  /** The line of a quote that is never closed; known at the end of the text. */
  unclosed: number | null
  /** Quotes inside a quoted cell that aren't doubled. */
  strayQuotes: { count: number; lines: number[] }
}

export interface CutOptions {
  delimiter: string
  /** `any` mix of line breaks, or only one kind: others stay in the cells. */
  lineEnds: LineEnds
  /** Whether a carriage return after a line feed belongs to it. */
  isReversed: boolean
  /** The number of the first line; 1 by default. */
  firstLine?: number
}

const [quote, feed, carriageReturn, space, mark] = [0x22, 0x0a, 0x0d, 0x20, 0xfeff]
/** A UTF-8 byte order mark that was decoded as Windows-1252. */
const brokenMark = 'ï»¿'
const brokenMarkStart = 0xef
/** `^Z`, with which DOS ends a text and pads its last block. */
const endSign = 0x1a
const mostEndSigns = 4096
/** Maximum length of a line break in characters. */
const longestBreak = 3
const mostParts = 1000

type Place =
  | 'row' // before the first character of a row
  | 'cell' // before the first character of another cell
  | 'plain'
  | 'quoted'
  | 'behind' // after a quote that ends the cell, or is the first of two
  | 'spaces' // after such a quote and spaces

interface State extends CutOptions {
  separator: number
  facts: CutFacts
  place: Place
  row: string[]
  /** The part of the cell from earlier pieces, or from earlier parts of a quoted cell. */
  held: string
  hasQuotes: boolean
  /** The current line, and the lines where its row and its quote began. */
  line: number
  rowLine: number
  quoteLine: number
  /** The length of the row in earlier pieces. */
  rowLength: number
  spaces: number
  /** Short rest that couldn't be processed because it depends on what follows. */
  tail: string
  out: { rows: string[][]; lines: number[]; quoted: Set<readonly string[]> }

  /** The piece, the current position in it, and where the current unquoted cell and row begin. */
  text: string
  isLast: boolean
  at: number
  from: number
  rowFrom: number
  nextSeparator: SignFinder
  nextFeed: SignFinder
  nextReturn: SignFinder
}

const emptyOut = (): State['out'] => ({ rows: [], lines: [], quoted: new Set() })

const beginning = (options: CutOptions): State => ({
  ...options,
  separator: options.delimiter.charCodeAt(0),
  facts: {
    ends: { '\r\n': 0, '\n': 0, '\r': 0 },
    reversed: 0,
    unclosed: null,
    strayQuotes: { count: 0, lines: [] },
  },
  place: 'row',
  row: [],
  held: '',
  hasQuotes: false,
  line: options.firstLine ?? 1,
  rowLine: options.firstLine ?? 1,
  quoteLine: options.firstLine ?? 1,
  rowLength: 0,
  spaces: 0,
  tail: '',
  out: emptyOut(),
  text: '',
  isLast: false,
  at: 0,
  from: 0,
  rowFrom: 0,
  nextSeparator: createSignFinder('', options.delimiter),
  nextFeed: createSignFinder('', '\n'),
  nextReturn: createSignFinder('', '\r'),
})

/**
 * Splits text that arrives in pieces into rows (RFC 4180). Examines every character once, wherever the pieces end, so
 * that an unclosed quote takes only linear time. Beyond the RFC: any mix of line breaks ends rows; a quote in a cell
 * that doesn't begin with one is text; so is an undoubled quote inside a quoted cell; spaces after a closing quote are
 * ignored; byte order marks before a row and `^Z` at the end are skipped.
 */
export function createRowCutter(options: CutOptions) {
  const state = beginning(options)
  return {
    facts: state.facts,
    /** Throws `RowTooLong`. Must not be called after the last piece, or after `mostRows` were returned. */
    cut(text: string, isLast: boolean, mostRows = Infinity): CutRows {
      state.out = emptyOut()
      cutPiece(state, text, isLast, mostRows)
      if (isLast && state.out.rows.length < mostRows) endText(state)
      return state.out
    },
  }
}

function cutPiece(state: State, piece: string, isLast: boolean, mostRows: number): void {
  const { strayQuotes } = state.facts
  const strayBefore = strayQuotes.count
  state.text = withoutEndSigns(state, state.tail === '' ? piece : state.tail + piece, isLast)
  state.isLast = isLast
  state.at = 0
  state.from = 0
  state.rowFrom = 0
  state.nextSeparator = createSignFinder(state.text, state.delimiter)
  state.nextFeed = createSignFinder(state.text, '\n')
  state.nextReturn = createSignFinder(state.text, '\r')
  while (state.at < state.text.length && state.out.rows.length < mostRows)
    if (!steps[state.place](state)) break
  const { text, at, from } = state
  if (state.place === 'plain' && at > from) state.held += text.slice(from, at)
  // Flattens the string: one that is concatenated from many parts takes many times its length in memory.
  if (strayQuotes.count > strayBefore + mostParts) state.held.charCodeAt(0)
  state.tail = text.slice(at) + state.tail
  state.rowLength += at - state.rowFrom
  if (state.rowLength > longestRow) throw new RowTooLong(state.rowLine, 'length')
}

/** Holds back end signs until it is known whether anything follows. */
function withoutEndSigns(state: State, whole: string, isLast: boolean): string {
  let end = whole.length
  while (end > 0 && whole.length - end < mostEndSigns && whole.charCodeAt(end - 1) === endSign) end -= 1
  state.tail = isLast ? '' : whole.slice(end)
  return end === whole.length ? whole : whole.slice(0, end)
}

/** Each step continues from its place. Returns false if the rest depends on the next piece. */
const steps: Readonly<Record<Place, (state: State) => boolean>> = {
  row(state) {
    const { text, at } = state
    const code = text.charCodeAt(at)
    if (code === mark) state.at += 1
    else if (code === brokenMarkStart && !state.isLast && at + brokenMark.length > text.length) return false
    else if (code === brokenMarkStart && text.startsWith(brokenMark, at)) state.at += brokenMark.length
    else state.place = 'cell'
    return true
  },
  cell(state) {
    const { text, separator, nextFeed, nextReturn } = state
    // Most quoted cells contain no quote and no line break and don't need the other steps.
    while (text.charCodeAt(state.at) === quote) {
      const { at } = state
      const close = text.indexOf('"', at + 1)
      if (close < 0 || text.charCodeAt(close + 1) !== separator) break
      if (nextFeed(at) < close || nextReturn(at) < close) break
      state.hasQuotes = true
      state.at = close + 1
      endCell(state, text.slice(at + 1, close))
    }
    if (state.at === text.length) return true
    if (text.charCodeAt(state.at) === quote) {
      state.place = 'quoted'
      state.hasQuotes = true
      state.quoteLine = state.line
      state.at += 1
    } else {
      state.place = 'plain'
      state.from = state.at
    }
    return true
  },
  plain(state) {
    const { text, nextSeparator, nextFeed, nextReturn } = state
    const lineEnd = Math.min(nextFeed(state.at), nextReturn(state.at))
    for (;;) {
      const separator = nextSeparator(state.at)
      if (separator >= lineEnd) break
      state.at = separator
      endCell(state, text.slice(state.from, separator))
      // Most cells have no quotes and don't need the other steps.
      if (state.at === text.length || text.charCodeAt(state.at) === quote) return true
      state.place = 'plain'
      state.from = state.at
    }
    state.at = lineEnd
    if (lineEnd === text.length) return false
    const code = text.charCodeAt(state.at)
    const length = breakHere(state, code)
    if (length < 0) return false
    if (length === 0) state.at += 1
    else {
      endCell(state, text.slice(state.from, state.at))
      endRow(state, code, length)
    }
    return true
  },
  quoted(state) {
    const { text, at } = state
    let close = text.indexOf('"', at)
    let hasDoubled = false
    for (; close >= 0 && text.charCodeAt(close + 1) === quote; close = text.indexOf('"', close + 2))
      hasDoubled = true
    // A carriage return at the end can be the first half of a line break.
    const isHalf = close < 0 && !state.isLast && text.charCodeAt(text.length - 1) === carriageReturn
    const to = close >= 0 ? close : text.length - (isHalf ? 1 : 0)
    state.line += countBreaks(state, at, to)
    const part = hasDoubled ? text.slice(at, to).replaceAll('""', '"') : text.slice(at, to)
    state.held = state.held === '' ? part : state.held + part
    state.at = to
    if (close < 0) return false
    state.at += 1
    state.place = 'behind'
    return true
  },
  behind(state) {
    const code = state.text.charCodeAt(state.at)
    if (code === quote) {
      state.held += '"'
      state.at += 1
      state.place = 'quoted'
      return true
    }
    state.spaces = 0
    return endQuoted(state, code)
  },
  spaces(state) {
    const code = state.text.charCodeAt(state.at)
    if (code !== space || state.separator === space) return endQuoted(state, code)
    state.spaces += 1
    state.at += 1
    return true
  },
}

/** After a quoted cell: ends it if the current character does. */
function endQuoted(state: State, code: number): boolean {
  if (code === state.separator) {
    endCell(state, '')
    return true
  }
  if (code === space) {
    state.place = 'spaces'
    return true
  }
  const length = breakHere(state, code)
  if (length < 0) return false
  if (length === 0) noteStrayQuote(state)
  else {
    endCell(state, '')
    endRow(state, code, length)
  }
  return true
}

/** The length of the line break that ends a row here; 0 for none, -1 if it depends on the next piece. */
function breakHere({ lineEnds, isReversed, text, at, isLast }: State, code: number): number {
  if (code !== feed && code !== carriageReturn) return 0
  if (!isLast && at + longestBreak > text.length) return -1
  const next = text.charCodeAt(at + 1)
  if (code === feed) {
    if (lineEnds !== 'any' && lineEnds !== '\n') return 0
    return isReversed && next === carriageReturn ? 2 : 1
  }
  if (lineEnds === '\n') return 0
  if (lineEnds === '\r') return 1
  if (next === feed) return 2
  if (lineEnds === '\r\n') return 0
  // A text whose line breaks were converted twice.
  return next === carriageReturn && text.charCodeAt(at + 2) === feed ? 3 : 1
}

/** Ends a cell with its part in this piece. */
function endCell(state: State, text: string): void {
  state.row.push(state.held === '' ? text : state.held + text)
  state.held = ''
  state.at += 1
  state.place = 'cell'
  if (state.row.length > mostCells) throw new RowTooLong(state.rowLine, 'cells')
}

/**
 * Ends a row after its last cell, at a line break of this length that begins with `code`; length 0 at the end of the
 * text.
 */
function endRow(state: State, code: number, length: number): void {
  const { facts, out, row } = state
  if (length > 0) {
    facts.ends[code === feed ? '\n' : length > 1 ? '\r\n' : '\r'] += 1
    if (code === feed && length === 2) facts.reversed += 1
    state.line += 1
    state.at += length - 1
  }
  if (state.hasQuotes && row.every((cell) => cell.trim() === '')) out.quoted.add(row)
  out.rows.push(row)
  out.lines.push(state.rowLine)
  state.row = []
  state.hasQuotes = false
  state.rowLine = state.line
  state.rowLength = 0
  state.rowFrom = state.at
  state.place = 'row'
}

function noteStrayQuote(state: State): void {
  const { strayQuotes } = state.facts
  strayQuotes.count += 1
  if (strayQuotes.lines.length < mostLinesTold && strayQuotes.lines.at(-1) !== state.line)
    strayQuotes.lines.push(state.line)
  state.held += `"${' '.repeat(state.spaces)}`
  state.place = 'quoted'
}

/** Ends the last row, if it has no line break. */
function endText(state: State): void {
  if (state.place === 'row') return
  if (state.place === 'quoted') state.facts.unclosed = state.quoteLine
  endCell(state, '')
  endRow(state, 0, 0)
}
