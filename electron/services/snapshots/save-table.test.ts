import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import type { WrittenPiece } from '../../snapshots/write/write-table.ts'
import { createSaveFile } from '../save-file.ts'
import { createOpenTables } from './open-tables.ts'
import type { PrintPage } from './print-report.ts'
import { createSaveTable } from './save-table.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-save-table-'))
})
afterEach(() => rm(folder, { recursive: true }))

const side = (name: string) => ({ kind: 'table' as const, name, at: '', rows: 1, sha256: '' })
const selection = {} as Parameters<ReturnType<typeof createSaveTable>>[0]['selection']

/** Saves a comparison's report as PDF, printed by the given function. */
function savePdf(printReport: PrintPage, rows = 2) {
  const tables = createOpenTables()
  const comparison = { before: side('a.csv'), after: side('b.csv') }
  tables.set('compared', { kind: 'comparison', comparison } as Parameters<typeof tables.set>[1])
  const leaving = new AbortController()
  const messages: DownloadMessage[] = []
  const asked: string[] = []
  const written: string[] = []
  const save = createSaveTable({
    engine: {
      write: async function* (): AsyncGenerator<WrittenPiece> {
        yield await Promise.resolve({ text: '<p>page', rows: 0, of: rows })
        yield { text: '</p>', rows, of: rows }
      },
    },
    tables,
    chooseFileToSave: ({ proposedName, filter }) => {
      asked.push(proposedName, filter.extension)
      return Promise.resolve(join(folder, 'saved.pdf'))
    },
    saveFile: createSaveFile(),
    printReport,
    onWritten: (path) => written.push(path),
  })
  const done = save(
    { table: 'compared', selection, as: 'pdf' },
    { send: (message) => messages.push(message), signal: leaving.signal },
  )
  return { done, messages, asked, written, leaving }
}

describe('a report as PDF', () => {
  it('is proposed by its own name, printed from the whole page, and saved', async () => {
    const { done, messages, asked, written } = savePdf((html) => Promise.resolve(Buffer.from(html)))
    await done
    expect(asked).toEqual(['changes-a-to-b.pdf', 'pdf'])
    expect(await readFile(join(folder, 'saved.pdf'), 'utf8')).toBe('<p>page</p>')
    expect(written).toEqual([join(folder, 'saved.pdf')])
    expect(messages.map(({ kind }) => kind)).toEqual(['asking', 'printing', 'written'])
  })

  it('of too many rows is refused before a file is asked for', async () => {
    const { done, asked } = savePdf(() => Promise.reject(new Error('printed')), 100_000)
    await expect(done).rejects.toMatchObject({ failure: { code: 'report-too-long', count: 100_000 } })
    expect(asked).toEqual([])
  })

  it('that can’t be printed leaves no file', async () => {
    const { done } = savePdf(() => Promise.reject(new Error('no printer')))
    await expect(done).rejects.toThrow('no printer')
    expect(await readdir(folder)).toEqual([])
  })

  it('that is cancelled while it is printed leaves no file and says nothing more', async () => {
    const printing = Promise.withResolvers<null>()
    const { done, messages, leaving } = savePdf((_html, signal) => {
      printing.resolve(null)
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      )
    })
    await printing.promise
    leaving.abort()
    await done
    expect(messages.map(({ kind }) => kind)).toEqual(['asking', 'printing'])
    expect(await readdir(folder)).toEqual([])
  })
})
