import {
  boundedWord,
  longestToken,
  megabyte,
  pieceMegabytes,
  rowMegabytes,
  TooLargeError,
} from '../core/bounds.ts'
import { isRecord } from '../core/models.ts'

/** The metadata of a Table, besides its rows. */
export interface TableHead {
  resourceVersion: string
  /** The token of the next page, empty on the last one. */
  continueToken: string
}

interface RowCutter {
  /**
   * Processes the next chunk of the response; reports the head and rows once they are complete. Throws a SyntaxError,
   * or a TooLargeError if a row is too long.
   */
  push: (chunk: Buffer) => void
  /** Call at the end of the response: reports the rest; throws a SyntaxError if the response was incomplete. */
  end: () => void
  /** Call when the response was cut off: reports the complete rows. */
  cut: () => void
}

interface RowCutterDeps {
  /** Called before the first rows, or at the end if the server writes the head after them. */
  onHead: (head: TableHead) => void
  /** Rows of the Table, in batches. */
  onRows: (rows: unknown[]) => void
  /** Bytes to collect before parsing, which blocks the event loop. */
  batchBytes?: number
}

/**
 * The start of a row as the API server writes it. It can't occur inside a string, where quotes are escaped, and no
 * metadata has such a field, so it can be searched for without parsing.
 */
const rowStart = Buffer.from('{"cells":[')
const rowsStart = Buffer.from('"rows":[')

/**
 * Extracts the rows of a JSON Table as it arrives, because parsing everything at the end would block the event loop and
 * delay all rows until then. A Table in another layout, such as an indented one, is parsed at the end.
 */
export function createTableRowCutter({ onHead, onRows, batchBytes = 64 * 1024 }: RowCutterDeps): RowCutter {
  let pieces: Buffer[] = []
  let size = 0
  /** The size at which the buffer is examined again. */
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
    // Copied, so that an incomplete row doesn't keep the memory of those before it.
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

/** What can follow a row where a response was cut: the end of the rows, or part of the next row's start. */
const behindRow = [
  ']',
  ']}',
  ']}\n',
  ...Array.from(rowStart, (_, length) => `,${rowStart.toString('utf8', 0, length)}`),
]

/** The row at the start of a text, if it is complete. */
function lastRowIn(text: string): unknown[] {
  const ends = behindRow.filter((end) => text.endsWith(end)).map((end) => text.length - end.length)
  const row = [text.length, ...ends].map((end) => parsed(text.slice(0, end))).find((one) => one !== undefined)
  return row === undefined ? [] : [row]
}

/** `undefined` for text that isn't JSON. */
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
