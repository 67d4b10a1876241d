import { describe, expect, it } from 'vitest'
import type { WrittenPiece } from '../../snapshots/write/write-table.ts'
import { createPrintReport, readReport } from './print-report.ts'

async function* pieces(texts: readonly string[], of = texts.length): AsyncGenerator<WrittenPiece> {
  for (const [at, text] of texts.entries()) yield await Promise.resolve({ text, rows: at + 1, of })
}

describe('a report that is to be printed', () => {
  it('is read whole', async () => {
    expect(await readReport(pieces(['<p>', 'a', '</p>']))).toEqual({ html: '<p>a</p>', rows: 3 })
  })

  it('of 100,000 changes is refused by its first piece, and nothing more of it is read', async () => {
    let read = 0
    async function* long() {
      for await (const piece of pieces(['<html>', 'a', 'b'], 100_000)) {
        read += 1
        yield piece
      }
    }
    await expect(readReport(long())).rejects.toMatchObject({
      failure: { code: 'report-too-long', what: 'rows', count: 100_000, most: 5_000 },
    })
    expect(read).toBe(1)
  })

  it('of few rows with endless text is refused once it is too long', async () => {
    await expect(
      readReport(pieces(['abc', 'def', 'ghi']), { rows: 10, characters: 5 }),
    ).rejects.toMatchObject({
      failure: { code: 'report-too-long', what: 'characters', count: 6, most: 5 },
    })
  })
})

describe('printing a report', () => {
  /** Never ends by itself. */
  const endless = (_html: string, signal: AbortSignal) =>
    new Promise<Uint8Array>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    )
  const never = new AbortController().signal

  it('gives the bytes of the page', async () => {
    const bytes = new Uint8Array([1, 2])
    const seen: string[] = []
    const print = createPrintReport((html) => {
      seen.push(html)
      return Promise.resolve(bytes)
    })
    expect(await print('<p>', never)).toBe(bytes)
    expect(seen).toEqual(['<p>'])
  })

  it('that takes too long is stopped and reported', async () => {
    const signals: AbortSignal[] = []
    const print = createPrintReport((html, signal) => {
      signals.push(signal)
      return endless(html, signal)
    }, 0.01)
    await expect(print('', never)).rejects.toMatchObject({
      failure: { code: 'report-not-printed', seconds: 0.01 },
    })
    expect(signals[0]?.aborted).toBe(true)
  })

  it('that fails is reported, without the words of the browser', async () => {
    const print = createPrintReport(() => Promise.reject(new Error('crashed at 0x7f')))
    const failure = await print('', never).catch((error: unknown) => error)
    expect(failure).toMatchObject({ failure: { code: 'report-not-printed', seconds: 0 } })
    expect(JSON.stringify(failure)).not.toContain('0x7f')
  })

  it('that the user cancels ends with their reason', async () => {
    const leaving = new AbortController()
    const print = createPrintReport(endless)('', leaving.signal)
    leaving.abort(new Error('left'))
    await expect(print).rejects.toThrow('left')
  })
})
