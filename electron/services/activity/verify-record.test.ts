import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findingText, tornText, verificationText } from '../../../shared/activity-verification.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { sampleEnd, sampleWrite } from './activity.fixture.ts'
import { activityFiles } from './activity-files.ts'
import { readLine, sealLine } from './activity-line.ts'
import { createActivityRecord } from './activity-record.ts'
import { verifyFolder } from './verify-record.ts'

/** A record of five writes, ten entries in one file. `change` gets its lines and returns the lines to verify. */
async function verified(change: (lines: string[]) => readonly string[], head?: string) {
  return inFolder(async (folder) => {
    const record = createActivityRecord({ folder, version: '1' })
    for (let count = 0; count < 5; count += 1) await (await record.begin(sampleWrite)).end(sampleEnd)
    const [file] = await activityFiles(folder)
    const lines = (await readFile(file!.path, 'utf8')).split('\n').slice(0, -1)
    await writeFile(file!.path, change(lines).join('\n') + (lines.length > 0 ? '\n' : ''))
    return verifyFolder(folder, head === undefined ? {} : { head })
  })
}

const file = 'activity-000000001.jsonl'
const swapped = (lines: readonly string[], one: number, other: number) =>
  lines.map((line, at) => (at === one ? lines[other]! : at === other ? lines[one]! : line))
/** Replaces an entry with another whose hash matches its text. */
function resealed(text: string): string {
  const { line } = readLine(text)!
  const { entry, previous, ...rest } = { ...line, user: 'n.obody' }
  return sealLine(rest, { entry: entry - 1, hash: previous }).text
}

describe('a record that nobody changed', () => {
  it('is verified, with its head to note', async () => {
    const result = await verified((lines) => lines)
    expect(result).toMatchObject({
      ...{ files: 1, entries: 10, writes: 5, findings: [], more: 0, torn: [] },
      head: { entry: 10, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    })
    expect(verificationText(result)).toBe('Verified: 10 entries (5 writes) in 1 file.')
    expect((await verified((lines) => lines, 'f'.repeat(64))).findings).toMatchObject([
      { kind: 'head-missing' },
    ])
  })

  it('may have no entry', () =>
    inFolder(async (folder) => {
      expect(await verifyFolder(join(folder, 'none'))).toMatchObject({
        entries: 0,
        head: { entry: 0 },
        findings: [],
      })
    }))
})

describe('what somebody did to the record is found, and its line named', () => {
  const edit = (text: string) => text.replace('"user":"m.okafor"', '"user":"n.obody"')
  it.each<[what: string, change: (lines: string[]) => readonly string[], findings: object[]]>([
    ['an edit', (lines) => lines.with(4, edit(lines[4]!)), [{ kind: 'edited', line: 5 }]],
    [
      'an edit of the last line',
      (lines) => lines.with(9, lines[9]!.replace('done', 'refused')),
      [{ kind: 'edited', line: 10 }],
    ],
    [
      'an edit with a hash that fits it',
      (lines) => lines.with(4, resealed(lines[4]!)),
      [{ kind: 'unchained', entry: 6, line: 6 }],
    ],
    ['a line cut out', (lines) => lines.toSpliced(3, 1), [{ kind: 'missing', from: 4, to: 4, line: 4 }]],
    [
      'several lines cut out',
      (lines) => lines.toSpliced(2, 4),
      [{ kind: 'missing', from: 3, to: 6, line: 3 }],
    ],
    [
      'the beginning cut off',
      (lines) => lines.slice(2),
      [
        { kind: 'missing', from: 1, to: 2, line: 1 },
        { kind: 'misnamed', entry: 3 },
      ],
    ],
    [
      'two lines in another order',
      (lines) => swapped(lines, 4, 5),
      [
        { kind: 'missing', from: 5, to: 5, line: 5 },
        { kind: 'out-of-order', entry: 5, line: 6 },
      ],
    ],
    ['a line put in', (lines) => lines.toSpliced(5, 0, '{"entry":6}'), [{ kind: 'edited', line: 6 }]],
    [
      'a line repeated',
      (lines) => lines.toSpliced(5, 0, lines[4]!),
      [{ kind: 'out-of-order', entry: 5, line: 6 }],
    ],
    ['an empty line put in', (lines) => lines.toSpliced(5, 0, ''), [{ kind: 'edited', line: 6 }]],
    [
      'an entry put in with a hash that fits',
      (lines) => lines.toSpliced(4, 0, resealed(lines[4]!)),
      [
        { kind: 'out-of-order', entry: 5, line: 6 },
        { kind: 'unchained', entry: 6, line: 7 },
      ],
    ],
    ['something that is no text', (lines) => lines.with(4, '\0\0\0'), [{ kind: 'edited', line: 5 }]],
    ['everything but the end', () => ['x'], [{ kind: 'edited', line: 1 }]],
  ])('%s', async (_, change, findings) => {
    const { findings: found, more } = await verified(change)
    expect(found).toMatchObject(findings.map((each) => ({ file, ...each })))
    expect({ count: found.length, more }).toEqual({ count: findings.length, more: 0 })
    for (const each of found) expect(findingText(each)).toContain(`line ${each.line}`)
  })

  it('a cut end, by the head that was noted', async () => {
    const cut = await inFolder(async (folder) => {
      const record = createActivityRecord({ folder, version: '1' })
      for (let count = 0; count < 3; count += 1) await (await record.begin(sampleWrite)).end(sampleEnd)
      const noted = (await verifyFolder(folder)).head.hash
      expect((await verifyFolder(folder, { head: noted })).findings).toEqual([])
      const [path] = (await activityFiles(folder)).map((each) => each.path)
      const lines = (await readFile(path!, 'utf8')).split('\n')
      await writeFile(path!, `${lines.slice(0, 4).join('\n')}\n`)
      expect((await verifyFolder(folder)).findings).toEqual([])
      return verifyFolder(folder, { head: noted })
    })
    expect(cut.findings).toMatchObject([{ kind: 'head-missing' }])
  })

  it('many at once are counted, and the first is named', async () => {
    const { findings, more } = await verified((lines) => [...lines, ...Array<string>(150).fill('x')])
    expect({ told: findings.length, more }).toEqual({ told: 100, more: 50 })
  })
})

describe('a record of several files', () => {
  it('is one chain; a file that is gone or renamed is found', () =>
    inFolder(async (folder) => {
      const write = async () =>
        (await createActivityRecord({ folder, version: '1' }).begin(sampleWrite)).end(sampleEnd)
      await write()
      // A file that starts with this entry, as it does after a full one.
      const second = join(folder, 'activity-000000003.jsonl')
      await writeFile(second, '')
      await write()
      expect(await verifyFolder(folder)).toMatchObject({ files: 2, entries: 4, findings: [] })
      const other = join(folder, 'activity-000000002.jsonl')
      await rename(second, other)
      expect((await verifyFolder(folder)).findings).toMatchObject([{ kind: 'misnamed', entry: 3, line: 1 }])
      await rename(other, second)
      await rm(join(folder, file))
      expect((await verifyFolder(folder)).findings).toMatchObject([{ kind: 'missing', from: 1, to: 2 }])
    }))
})

describe('a line that was cut while it was written', () => {
  it('is reported, but not as a finding, before and after it was closed off', () =>
    inFolder(async (folder) => {
      const record = createActivityRecord({ folder, version: '1' })
      await (await record.begin(sampleWrite)).end(sampleEnd)
      const [path] = (await activityFiles(folder)).map((each) => each.path)
      await appendFile(path!, '{"entry":3,"previous":"0')
      const before = await verifyFolder(folder)
      expect(before).toMatchObject({ findings: [], torn: [{ file, line: 3, bytes: 24, isLast: true }] })
      expect(tornText(before.torn[0]!)).toContain('line 3')
      await record.begin(sampleWrite)
      const after = await verifyFolder(folder)
      expect(after).toMatchObject({ entries: 4, findings: [], torn: [{ file, line: 3, isLast: false }] })
    }))

  it('can’t be made of an entry that somebody edited', () =>
    inFolder(async (folder) => {
      const record = createActivityRecord({ folder, version: '1' })
      await (await record.begin(sampleWrite)).end(sampleEnd)
      const [path] = (await activityFiles(folder)).map((each) => each.path)
      const text = await readFile(path!, 'utf8')
      await writeFile(path!, text.replace('"end":"done"', '"end":"refused"'))
      await record.begin(sampleWrite)
      expect((await verifyFolder(folder)).findings).toMatchObject([{ kind: 'edited', line: 2 }])
    }))
})
