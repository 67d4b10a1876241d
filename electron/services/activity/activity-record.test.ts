import { mkdir, readdir, readFile, stat, writeFile, appendFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { activityFiles } from './activity-files.ts'
import { noHash } from '../../../shared/activity.ts'
import { readLine, sha256 } from './activity-line.ts'
import { createActivityRecord } from './activity-record.ts'
import { fullFile } from './append-lines.ts'
import { sampleEnd, sampleWrite } from './activity.fixture.ts'

const recordIn = (folder: string) => createActivityRecord({ folder, version: '1.2.3' })

/** All lines of the record in order. `null` for lines that aren't complete entries. */
async function linesIn(folder: string) {
  const texts = await Promise.all((await activityFiles(folder)).map(({ path }) => readFile(path, 'utf8')))
  return texts
    .join('')
    .split('\n')
    .slice(0, -1)
    .map((text) => readLine(text))
}

describe('the record of writes', () => {
  it('has a write on the disk before it is sent, and its end before that is reported', () =>
    inFolder(async (folder) => {
      const { end } = await recordIn(folder).begin(sampleWrite)
      expect(await linesIn(folder)).toMatchObject([
        { line: { entry: 1, previous: noHash, kind: 'begun', version: '1.2.3', ...sampleWrite } },
      ])
      await end(sampleEnd)
      const [begun, ended] = await linesIn(folder)
      expect(ended?.line).toMatchObject({
        entry: 2,
        previous: begun?.hash,
        kind: 'ended',
        of: 1,
        ...sampleEnd,
      })
    }))

  it('is readable by its owner only', () =>
    inFolder(async (parent) => {
      const folder = join(parent, 'activity')
      await recordIn(folder).begin(sampleWrite)
      const [file] = await activityFiles(folder)
      expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700')
      expect(((await stat(file?.path ?? '')).mode & 0o777).toString(8)).toBe('600')
      expect(await readdir(folder)).toEqual(['activity-000000001.jsonl'])
    }))

  it('is one chain, even with several writers', () =>
    inFolder(async (folder) => {
      const records = [recordIn(folder), recordIn(folder), recordIn(folder)]
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          const { end } = await records[index % 3]!.begin(sampleWrite)
          await end(sampleEnd)
        }),
      )
      const lines = await linesIn(folder)
      expect(lines.map((read) => read?.line.entry)).toEqual(
        Array.from({ length: 60 }, (_, index) => index + 1),
      )
      expect(lines.slice(1).map((read) => read?.line.previous)).toEqual(
        lines.slice(0, -1).map((read) => read?.hash),
      )
    }))

  it('goes on in another file where one is full, and the chain with it', () =>
    inFolder(async (folder) => {
      const changes = Array.from({ length: 100 }, (_, index) => ({
        ...{ of: 'label' as const, key: `k${index}`, before: null },
        after: 'v'.repeat(1000),
      }))
      const record = recordIn(folder)
      let count = 0
      while ((await activityFiles(folder)).length < 3) {
        await record.begin({ ...sampleWrite, changes })
        count += 1
      }
      const files = await activityFiles(folder)
      expect((await stat(files[0]!.path)).size).toBeGreaterThanOrEqual(fullFile)
      const lines = await linesIn(folder)
      expect(lines.map((read) => read?.line.entry)).toEqual(
        Array.from({ length: count }, (_, index) => index + 1),
      )
      expect(lines.at(-1)?.line.previous).toBe(lines.at(-2)?.hash)
      expect(files.map(({ first }) => first)[2]).toBe(count)
    }))
})

describe('a line that was cut', () => {
  const cutAt = async (folder: string, bytes: number) => {
    const [file] = await activityFiles(folder)
    await truncate(file!.path, (await stat(file!.path)).size - bytes)
    return file!.path
  }

  it.each([2, 70, 300])('by %i bytes stays, is reported by its own entry, and the chain goes on', (bytes) =>
    inFolder(async (folder) => {
      const { end } = await recordIn(folder).begin(sampleWrite)
      await end(sampleEnd)
      const path = await cutAt(folder, bytes)
      const torn = (await readFile(path, 'utf8')).split('\n').at(-1) ?? ''
      await recordIn(folder).begin(sampleWrite)
      const lines = await linesIn(folder)
      expect(lines.map((read) => read?.line.kind)).toEqual(['begun', undefined, 'mended', 'begun'])
      expect(lines[2]?.line).toMatchObject({
        ...{ entry: 2, previous: lines[0]?.hash },
        ...{ bytes: Buffer.byteLength(torn), sha256: sha256(torn) },
      })
      expect((await readFile(path, 'utf8')).split('\n')[1]).toBe(torn)
    }),
  )

  it('only by its line break is complete', () =>
    inFolder(async (folder) => {
      const { end } = await recordIn(folder).begin(sampleWrite)
      await end(sampleEnd)
      await cutAt(folder, 1)
      await recordIn(folder).begin(sampleWrite)
      const lines = await linesIn(folder)
      expect(lines.map((read) => read?.line.kind)).toEqual(['begun', 'ended', 'begun'])
    }))

  it('in its own file goes on after the entry of the file before', () =>
    inFolder(async (folder) => {
      await recordIn(folder).begin(sampleWrite)
      const [first] = await activityFiles(folder)
      const { hash } = (await linesIn(folder))[0]!
      await writeFile(join(folder, 'activity-000000002.jsonl'), '{"entry":2,"previous":"')
      await recordIn(folder).begin(sampleWrite)
      const lines = await linesIn(folder)
      expect(lines.map((read) => read?.line.kind)).toEqual(['begun', undefined, 'mended', 'begun'])
      expect(lines[2]?.line).toMatchObject({ entry: 2, previous: hash })
      expect(first?.first).toBe(1)
    }))

  it('is found behind more than one line can be', () =>
    inFolder(async (folder) => {
      await recordIn(folder).begin(sampleWrite)
      const [file] = await activityFiles(folder)
      await appendFile(file!.path, '\0'.repeat(700_000))
      await recordIn(folder).begin(sampleWrite)
      expect((await linesIn(folder)).map((read) => read?.line.entry)).toEqual([1, undefined, 2, 3])
    }))
})

describe('a write that can’t be recorded', () => {
  const codeOf = (begun: Promise<unknown>) =>
    begun.then(
      () => 'begun',
      (error: unknown) => failureOf(error),
    )

  it('is refused if the folder can’t be made', () =>
    inFolder(async (parent) => {
      const folder = join(parent, 'file', 'activity')
      await writeFile(join(parent, 'file'), '')
      expect(await codeOf(recordIn(folder).begin(sampleWrite))).toEqual({
        ...{ code: 'record-not-written', file: folder, reason: 'ENOTDIR' },
      })
    }))

  it('is refused if the newest file isn’t a regular file', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'activity-000000001.jsonl'))
      expect(await codeOf(recordIn(folder).begin(sampleWrite))).toMatchObject({
        ...{ code: 'record-not-written', reason: 'EISDIR' },
      })
    }))

  it('and an end that can’t be is written before the next line', () =>
    inFolder(async (parent) => {
      const folder = join(parent, 'activity')
      const owed: string[] = []
      const record = createActivityRecord({
        folder,
        version: '1',
        onOwed: (reason) => void owed.push(reason),
      })
      const { end } = await record.begin(sampleWrite)
      const blocker = join(folder, 'activity-000000009.jsonl')
      await mkdir(blocker)
      await end(sampleEnd)
      expect(owed).toEqual(['EISDIR'])
      expect(await codeOf(record.begin(sampleWrite))).toMatchObject({ code: 'record-not-written' })
      const { rmdir } = await import('node:fs/promises')
      await rmdir(blocker)
      await record.begin(sampleWrite)
      expect((await linesIn(folder)).map((read) => read?.line)).toMatchObject([
        { kind: 'begun' },
        { kind: 'ended', of: 1, ...sampleEnd },
        { kind: 'begun', entry: 3 },
      ])
    }))
})
