import { failed } from '../../../shared/failure.ts'
import type { WrittenPiece } from '../../snapshots/write/write-table.ts'

/** Prints a page, which runs and loads nothing, to a PDF. Rejects with the signal's reason. */
export type PrintPage = (html: string, signal: AbortSignal) => Promise<Uint8Array>

/** The maximum size of a report as PDF: about 350 pages. The time for layout grows with it. */
const printBounds = { rows: 5_000, characters: 8 * 1024 * 1024, seconds: 300 }

/** Reads a report for printing. Throws `report-too-long` as soon as that is known, before reading all of it. */
export async function readReport(
  pieces: AsyncIterable<WrittenPiece>,
  bounds: Pick<typeof printBounds, 'rows' | 'characters'> = printBounds,
): Promise<{ html: string; rows: number }> {
  const texts: string[] = []
  let characters = 0
  let rows = 0
  for await (const piece of pieces) {
    if (piece.of > bounds.rows)
      throw failed('report-too-long', { what: 'rows', count: piece.of, most: bounds.rows })
    characters += piece.text.length
    if (characters > bounds.characters)
      throw failed('report-too-long', { what: 'characters', count: characters, most: bounds.characters })
    texts.push(piece.text)
    rows = piece.rows
  }
  return { html: texts.join(''), rows }
}

/**
 * Returns the function that creates a report's PDF. Throws `report-not-printed` after its time limit, or if printing
 * fails; on abort, the signal's reason.
 */
export function createPrintReport(printPage: PrintPage, seconds = printBounds.seconds): PrintPage {
  return async (html, signal) => {
    const inTime = AbortSignal.timeout(seconds * 1000)
    try {
      return await printPage(html, AbortSignal.any([signal, inTime]))
    } catch {
      signal.throwIfAborted()
      throw failed('report-not-printed', { seconds: inTime.aborted ? seconds : 0 })
    }
  }
}
