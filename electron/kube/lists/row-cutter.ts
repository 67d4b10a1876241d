import {
  boundedWord,
  longestToken,
  megabyte,
  pieceMegabytes,
  rowMegabytes,
  TooLargeError,
} from '../core/bounds.ts'
import { isRecord } from '../core/models.ts'

/** What is next to the rows of a Table. */
export interface TableHead {
  resourceVersion: string
  /** The token of the next page, empty on the last one. */
  continueToken: string
}

export interface RowCutter {
  /**
   * Takes the next piece of the answer; tells head and rows as soon as they are whole. Throws a SyntaxError, or a
   * TooLargeError where a row has no end.
   */
  push: (chunk: Buffer) => void
  /** Takes the end of the answer and tells the rest; throws a SyntaxError when the answer was not whole. */
  end: () => void
  /** No more comes: tells the rows that are whole. */
  cut: () => void
}

export interface RowCutterDeps {
  /** The head comes before the first rows; where the server puts it behind them, it comes at the end. */
  onHead: (head: TableHead) => void
  /** Rows as they are in the Table, some at a time. */
  onRows: (rows: unknown[]) => void
  /** Bytes to gather before they are parsed: what blocks the event loop at a time. */
  batchBytes?: number
}

/**
 * The start of a row as the API server writes it. It can't stand inside a string, where quotes are escaped, and
 * no metadata has a field of that name, so it can be searched for without parsing what is around it.
 */
const rowStart = Buffer.from('{"cells":[')
const rowsStart = Buffer.from('"rows":[')

/**
 * Cuts the rows out of a Table in JSON while it arrives, since parsing all of it at its end blocks the event loop
 * and shows nothing until then. A Table in another layout, such as indented, is parsed in one piece at its end.
 */
export function createTableRowCutter({ onHead, onRows, batchBytes = 64 * 1024 }: RowCutterDeps): RowCutter {
  let pieces: Buffer[] = []
  let size = 0
  /** Pieces are looked at again when they have grown to this size. */
  let nextLook = 1
  let isInRows = false
  let hasHead = false

  const gather = () => {
    const [only] = pieces
    const whole = pieces.length === 1 && only ? only : Buffer.concat(pieces, size)
    pieces = [whole]
    return whole
  }
  const keep = (rest: Buffer) => {
    pieces = rest.length === 0 ? [] : [rest]
    size = rest.length
    nextLook = size + batchBytes
  }
  const lookForRows = () => {
    const whole = gather()
    const first = whole.indexOf(rowStart)
    nextLook = size * 2 + 1024
    if (first < 0 || !whole.subarray(0, first).toString('latin1').endsWith(rowsStart.toString())) return
    const beforeRows = parsed(`${whole.toString('utf8', 0, first)}]}`)
    if (beforeRows === undefined) {
      nextLook = Infinity
      return
    }
    isInRows = true
    const head = readHead(beforeRows)
    if (head !== null) {
      hasHead = true
      onHead(head)
    }
    keep(whole.subarray(first))
    nextLook = batchBytes
  }
  const cutRows = () => {
    const whole = gather()
    const last = whole.lastIndexOf(rowStart)
    nextLook = size * 2
    if (last <= 0) return
    // A copy, so that a row that is not yet whole does not hold on to the memory of those before it.
    const rest = Buffer.from(whole.subarray(last))
    onRows(parseRows(`[${whole.toString('utf8', 0, last - 1)}]`))
    keep(rest)
  }

  const cut = () => {
    if (!isInRows && size > 0) lookForRows()
    if (!isInRows || size === 0) return
    const whole = gather()
    const last = whole.lastIndexOf(rowStart)
    const before = last <= 0 ? [] : parseRows(`[${whole.toString('utf8', 0, last - 1)}]`)
    const rows = [...before, ...lastRowIn(whole.toString('utf8', Math.max(0, last)))]
    keep(Buffer.alloc(0))
    if (rows.length > 0) onRows(rows)
  }

  return {
    push: (chunk) => {
      pieces.push(chunk)
      size += chunk.length
      const most = isInRows ? rowMegabytes : pieceMegabytes
      const isTooLong = () => size > most * megabyte
      if (size < nextLook && !isTooLong()) return
      if (!isInRows) lookForRows()
      if (isInRows && (size >= nextLook || isTooLong())) cutRows()
      if (isTooLong()) throw new TooLargeError('row', most)
    },
    end: () => {
      const whole = gather().toString('utf8')
      const table = parsed(isInRows ? `{"rows":[${whole}` : whole)
      if (table === undefined) {
        cut()
        throw new SyntaxError('not whole')
      }
      if (!isRecord(table) || !('rows' in table)) throw new SyntaxError('no Table')
      const head = readHead(table)
      if (!hasHead) onHead(head ?? { resourceVersion: '', continueToken: '' })
      const rows: unknown = table['rows'] ?? []
      if (!Array.isArray(rows)) throw new SyntaxError('no rows')
      if (rows.length > 0) onRows(rows)
    },
    cut,
  }
}

/** What may stand behind a row where an answer was cut: the end of the rows, or the beginning of the next one. */
const behindRow = [
  ']',
  ']}',
  ']}\n',
  ...Array.from(rowStart, (_, length) => `,${rowStart.toString('utf8', 0, length)}`),
]

/** The row with which a text begins, where that is whole. */
function lastRowIn(text: string): unknown[] {
  const ends = behindRow.filter((end) => text.endsWith(end)).map((end) => text.length - end.length)
  const row = [text.length, ...ends].map((end) => parsed(text.slice(0, end))).find((one) => one !== undefined)
  return row === undefined ? [] : [row]
}

/** `undefined` for text that is not JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

function parseRows(json: string): unknown[] {
  return JSON.parse(json) as unknown[]
}

function readHead(table: unknown): TableHead | null {
  const metadata = isRecord(table) ? table['metadata'] : undefined
  if (!isRecord(metadata)) return null
  const { resourceVersion, continue: token } = metadata
  const continueToken = typeof token === 'string' ? token : ''
  if (continueToken.length > longestToken) throw new SyntaxError('a token of a page without an end')
  return {
    resourceVersion: typeof resourceVersion === 'string' ? boundedWord(resourceVersion) : '',
    continueToken,
  }
}
