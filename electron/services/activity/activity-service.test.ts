import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import { everyWrite } from '../../../shared/activity-selection.ts'
import { writesOf } from '../../../shared/activity-writes.ts'
import { failureOf } from '../../../shared/failure.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { createSaveFile } from '../save-file.ts'
import { sampleEnd, sampleWrite } from './activity.fixture.ts'
import { createActivityRecord } from './activity-record.ts'
import { createActivityService } from './activity-service.ts'
import { verifyFiles } from './verify-record.ts'

/** A record with its service. Saved files go next to it. */
function world(folder: string) {
  const saved = join(folder, 'saved')
  const asked: string[] = []
  const service = createActivityService({
    folder,
    chooseFileToSave: ({ proposedName }) => {
      asked.push(proposedName)
      return Promise.resolve(saved)
    },
    saveFile: createSaveFile(),
    onWritten: () => undefined,
    placeOf: (context) => ({ context, file: sampleWrite.file ?? '', server: sampleWrite.server }),
    now: () => new Date('2026-11-22T12:00:00Z'),
  })
  const save = async (as: 'csv' | 'jsonl', selection = everyWrite) => {
    const messages: DownloadMessage[] = []
    const { users, operations, outcomes, ...rest } = selection
    await service.save(
      { as, selection: { ...rest, users: [...users], operations: [...operations], outcomes: [...outcomes] } },
      { send: (message) => void messages.push(message), signal: new AbortController().signal },
    )
    return { messages, text: await readFile(saved, 'utf8') }
  }
  return { record: createActivityRecord({ folder, version: '1.4.0' }), service, saved, asked, save }
}

describe('the page of activity', () => {
  it('reads what came after an entry, and puts both lines of a write together', () =>
    inFolder(async (folder) => {
      const { record, service } = world(folder)
      expect(await service.read({ after: 0 })).toEqual({ lines: [], isWhole: true })
      const first = await record.begin(sampleWrite)
      const { lines } = await service.read({ after: 0 })
      expect(writesOf(lines)).toMatchObject([{ begun: { entry: 1 }, ended: null }])
      await first.end(sampleEnd)
      await record.begin(sampleWrite)
      const later = await service.read({ after: 1 })
      expect(later.lines.map(({ entry }) => entry)).toEqual([2, 3])
      expect(writesOf([...lines, ...later.lines])).toMatchObject([
        { begun: { entry: 3 }, ended: null },
        { begun: { entry: 1 }, ended: { of: 1, end: 'done' } },
      ])
    }))

  it('says where the record can’t be read', () =>
    inFolder(async (folder) => {
      const { service } = world(join(folder, 'file'))
      await writeFile(join(folder, 'file'), '')
      const failure = await service.verify().catch((error: unknown) => failureOf(error))
      expect(failure).toMatchObject({ code: 'file-unreadable', reason: 'ENOTDIR' })
    }))

  it('exports the record line by line, so that it can be verified', () =>
    inFolder(async (folder) => {
      const { record, save, saved, asked } = world(folder)
      await (await record.begin(sampleWrite)).end(sampleEnd)
      const { messages } = await save('jsonl')
      expect(asked).toEqual(['activity-2026-11-22.jsonl'])
      expect(messages.at(-1)).toMatchObject({ kind: 'written', rows: 2 })
      expect(await verifyFiles([{ path: saved, first: 0 }])).toMatchObject({ entries: 2, findings: [] })
    }))

  it('exports the selected writes as CSV, those without an end last', () =>
    inFolder(async (folder) => {
      const { record, save } = world(folder)
      const open = await record.begin({ ...sampleWrite, user: '=cmd' })
      await (await record.begin(sampleWrite)).end(sampleEnd)
      const all = await save('csv')
      const [head, ...rows] = all.text.trimEnd().split('\r\n')
      expect(head).toMatch(/^\uFEFFTime,Context,Server,User,Operation,Object,/)
      expect(rows).toHaveLength(2)
      expect(rows[0]).toContain(',m.okafor,Made a credential,runai-vision/harbor-pull,Harbor,u-1,')
      expect(rows[0]).toContain('annotation credenza.app/credential: not set → Harbor')
      expect(rows[1]).toContain(",'=cmd,")
      await open.end({ ...sampleEnd, end: 'conflict', code: 'secret-taken' })
      const some = await save('csv', { ...everyWrite, outcomes: ['conflict'] })
      expect(some.messages.at(-1)).toMatchObject({ rows: 1 })
      expect(some.text).toContain('Already used,secret-taken')
      expect((await save('csv', { ...everyWrite, search: 'nothing of it' })).messages.at(-1)).toMatchObject({
        rows: 0,
      })
      const picked = await save('csv', { ...everyWrite, search: 'nothing of it', entries: [2, 99] })
      expect(picked.messages.at(-1)).toMatchObject({ rows: 1 })
      expect(picked.text.trimEnd().split('\r\n')[1]).toBe(rows[0])
    }))

  it('finds a write by every word that the page shows of it', () =>
    inFolder(async (folder) => {
      const { record, save } = world(folder)
      await (await record.begin(sampleWrite)).end({ ...sampleEnd, end: 'conflict', code: 'secret-taken' })
      for (const search of ['made a cred', 'ALREADY used', 'nothing', 'm.okafor']) {
        const { messages } = await save('csv', { ...everyWrite, search })
        expect(messages.at(-1), search).toMatchObject({ rows: 1 })
      }
      expect((await save('csv', { ...everyWrite, search: 'Rotated' })).messages.at(-1)).toMatchObject({
        rows: 0,
      })
    }))
})

describe('a start', () => {
  it('closes off a line that was cut, and does nothing otherwise', () =>
    inFolder(async (folder) => {
      const { record, service } = world(folder)
      expect(await record.mend()).toBeNull()
      await (await record.begin(sampleWrite)).end(sampleEnd)
      expect(await record.mend()).toBeNull()
      await appendFile(join(folder, 'activity-000000001.jsonl'), '{"entry":3,')
      expect((await service.verify()).torn).toMatchObject([{ isLast: true }])
      expect(await record.mend()).toBe('ok')
      expect(await record.mend()).toBeNull()
      expect(await service.verify()).toMatchObject({
        entries: 3,
        writes: 1,
        findings: [],
        torn: [{ isLast: false }],
      })
    }))
})
