import { execFileSync } from 'node:child_process'
import { appendFileSync, renameSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { longestCell } from '../../../shared/snapshot.ts'
import { longestRow, mostCells, mostColumns } from './bounds.ts'
import { showRow } from '../query/show-rows.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { failureFrom, readPath, readText, rowsOf } from '../testing/read-text.ts'

const zip = (name: string) => Buffer.from(`PK\x03\x04\x14\0\0\0\x08\0${name}`, 'latin1')

describe('a file that isn’t CSV', () => {
  it.each<[string, Buffer | string]>([
    ['PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
    ['ZIP', zip('credentials.csv')],
    ['Excel workbook', zip('[Content_Types].xml')],
    ['Excel workbook', zip('xl/workbook.xml')],
    ['OpenDocument spreadsheet', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['older Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['gzip', gzipSync('Credential,Scope\n')],
    ['PNG', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(64)])],
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['JSON', '[{"name": "Harbor"}]'],
    ['XML', '\uFEFF<?xml version="1.0"?><a/>'],
  ])('is reported as what it is: %s', async (kind, content) => {
    expect(await failureFrom(readText(content))).toEqual({
      code: 'csv-other-kind',
      file: 'snapshot.csv',
      kind,
    })
  })

  it('is reported if its bytes aren’t text', async () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3)) % 256))
    expect(await failureFrom(readText(bytes))).toEqual({ code: 'csv-not-text', file: 'snapshot.csv' })
    expect((await failureFrom(readText(Buffer.alloc(5000)))).code).toBe('csv-not-text')
  })

  it('is reported as too wide if it has more columns than a table can have', async () => {
    expect(await failureFrom(readText(`\n${'a,'.repeat(20_000)}a\n`))).toEqual({
      code: 'csv-too-wide',
      file: 'snapshot.csv',
      line: 2,
      columns: 20_001,
      most: mostColumns,
    })
    const row = await failureFrom(readText(`a,b\n1,2\n${'1,'.repeat(mostCells + 1)}\n`))
    expect(row).toMatchObject({ code: 'csv-too-wide', line: 3 })
  })

  it.each(['', '\uFEFF', '\n\r\n\n'])('is reported as empty if nothing is in it: %j', async (content) => {
    expect(await failureFrom(readText(content))).toEqual({ code: 'csv-empty', file: 'snapshot.csv' })
  })
})

describe('long rows', () => {
  it('shows a row of 10 MB, cut for the window and whole for the rest', async () => {
    const long = 'x"y, '.repeat(2_000_000)
    const { table } = await readText(`Credential,b\n"${long.replaceAll('"', '""')}",1\nshort,2\n`)
    expect(rowsOf(table).map((row) => row[0]?.length)).toEqual([long.length, 5])
    const [cell] = showRow(table, 0).cells
    expect(cell).toHaveLength(longestCell)
    expect(cell?.endsWith('…')).toBe(true)
  })

  it('refuses a row over 64 MB and reports where it begins, in time that grows only with the file', async () => {
    const started = process.cpuUsage()
    const failure = await failureFrom(readText(`a,b\n1,2\n3,"${'some text, '.repeat(7_000_000)}\n`))
    expect(failure).toEqual({ code: 'csv-row-too-long', file: 'snapshot.csv', line: 3, megabytes: 64 })
    expect(longestRow).toBe(64 * 1024 * 1024)
    // CPU time, which doesn't depend on how busy the machine is.
    const { user, system } = process.cpuUsage(started)
    expect(user + system).toBeLessThan(20_000_000)
  })

  it('keeps what is in thousands of cells beyond the titles', async () => {
    const { table } = await readText(`a\n1${',2'.repeat(12_000)}\n`)
    expect(table.columns.length).toBeLessThan(10_000)
    expect(rowsOf(table)[0]?.join(' ').split('2')).toHaveLength(12_001)
  })
})

describe('a very large file', () => {
  const line = 'Harbor pull login,Docker registry,No issues found,Project: seg-3d,dockerregistry-harbor\n'
  const content = `Credential,Type,Status,Scope,Kubernetes name\n${line.repeat(60_000)}`

  it('is reported before it is read, with what it takes', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'large.csv')
      await writeFile(path, content)
      // Five million rows: a file of the full size, whose rest consists of zeros that nobody reads.
      await truncate(path, 5_000_000 * line.length)
      const told = await readPath(path)
      if (told.kind !== 'large') throw new Error('was read')
      expect(told.rows).toBeGreaterThan(4_900_000)
      expect(told.rows).toBeLessThan(5_100_000)
      expect(told.memory).toBeGreaterThan(100e6)
      expect(told.limit).toBe(2 * 1024 ** 3)
      expect(told.seconds).toBeGreaterThan(0)
    })
  })

  it('is reported if it takes too much memory, and read if the user still wants it', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'large.csv')
      await writeFile(path, content)
      expect((await readPath(path, { limit: 1e6 })).kind).toBe('large')
      const read = await readPath(path, { limit: 1e6, evenIfLarge: true })
      expect(read.kind === 'read' && read.table.rowCount).toBe(60_000)
    })
  })
})

describe('a file that can’t be read', () => {
  const reasonOf = async (path: string) => {
    const failure = await failureFrom(readPath(path))
    return failure.code === 'file-unreadable' ? failure.reason : failure.code
  }

  it('is reported with the system’s reason: missing, a folder, a device, a pipe that no one writes to', async () => {
    await inFolder(async (folder) => {
      expect(await reasonOf(join(folder, 'missing.csv'))).toBe('ENOENT')
      await mkdir(join(folder, 'folder.csv'))
      expect(await reasonOf(join(folder, 'folder.csv'))).toBe('EISDIR')
      expect(await reasonOf('/dev/zero')).toBe('not-a-file')
      execFileSync('mkfifo', [join(folder, 'pipe.csv')])
      expect(await reasonOf(join(folder, 'pipe.csv'))).toBe('not-a-file')
    })
  })

  it('is reported if its links lead in a circle', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'circle.csv')
      await symlink(path, path)
      expect(await reasonOf(path)).toBe('ELOOP')
    })
  })

  // Root can read everything.
  if (process.getuid?.() !== 0) {
    it('is reported if the rights are missing', async () => {
      await inFolder(async (folder) => {
        const path = join(folder, 'secret.csv')
        await writeFile(path, 'a,b\n')
        await chmod(path, 0)
        expect(await reasonOf(path)).toBe('EACCES')
      })
    })
  }
})

describe('a file that changes while it is read', () => {
  const line = `Harbor,${'x'.repeat(90)}\n`
  // Changes the file synchronously during the read: an asynchronous change could come after it.
  const begin = async (folder: string, change: (path: string) => void) => {
    const path = join(folder, 'snapshot.csv')
    await writeFile(path, `Credential,Remark\n${line.repeat(200_000)}`)
    let isChanged = false
    // Progress depends on the clock, which jumps ahead on each call: a fast machine would finish before the first
    // report.
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
    const read = await readPath(path, {
      evenIfLarge: true,
      onProgress: () => {
        if (isChanged) return
        isChanged = true
        change(path)
      },
    }).finally(() => clock.mockRestore())
    expect(isChanged).toBe(true)
    if (read.kind === 'large') throw new Error('was told to be large')
    return read
  }

  it('is read as far as it goes: shrunk, grown or deleted', async () => {
    await inFolder(async (folder) => {
      const shrunk = await begin(folder, (path) => truncateSync(path, 100))
      expect(shrunk.table.rowCount).toBeLessThanOrEqual(200_000)
      expect(rowsOf(shrunk.table)[0]?.[0]).toBe('Harbor')
      const grown = await begin(folder, (path) => appendFileSync(path, line))
      expect(grown.table.rowCount).toBeGreaterThanOrEqual(200_000)
      for (const { snapshot } of [shrunk, grown])
        expect(snapshot.remarks.map(({ code }) => code)).toContain('changed-while-read')
      const exchanged = await begin(folder, (path) => {
        writeFileSync(`${path}.new`, 'Credential,Remark\nother,1\n')
        renameSync(`${path}.new`, path)
      })
      expect(exchanged.table.rowCount).toBe(200_000)
      expect(exchanged.snapshot.remarks).toEqual([])
      const gone = await begin(folder, unlinkSync)
      expect(gone.table.rowCount).toBe(200_000)
    })
  })
})

describe('a cancel', () => {
  it('ends the reading with the signal’s reason', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'snapshot.csv')
      await writeFile(path, `a,b\n${'1,2\n'.repeat(2_000_000)}`)
      const stop = new AbortController()
      const reason = new Error('left')
      setTimeout(() => stop.abort(reason), 20)
      await expect(readPath(path, { signal: stop.signal, evenIfLarge: true })).rejects.toBe(reason)
    })
  })
})
