import { appendFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { inFolder } from '../../base/testing/in-folder.ts'
import { activityFiles } from './activity-files.ts'
import { createActivityRecord, type BegunWrite } from './activity-record.ts'
import { sampleEnd, sampleWrite } from './activity.fixture.ts'
import { readObjectWrites } from './read-object.ts'

const { context, file, server, object } = sampleWrite
const cluster = { context, file: file ?? '', server }
const wanted = { cluster, kind: object.kind, namespace: object.namespace, name: object.name }
const recordIn = (folder: string) => createActivityRecord({ folder, version: '1.2.3' })
const of = (part: Partial<BegunWrite['object']>): BegunWrite => ({
  ...sampleWrite,
  object: { ...object, ...part },
})

test('what the record has of one object is reported with its end, the newest first, and nothing of others', () =>
  inFolder(async (folder) => {
    const record = recordIn(folder)
    const first = await record.begin(sampleWrite)
    await (await record.begin(of({ namespace: 'runai-other' }))).end(sampleEnd)
    await (await record.begin(of({ kind: 'Deployment' }))).end(sampleEnd)
    await (await record.begin({ ...sampleWrite, context: 'another' })).end(sampleEnd)
    await (await record.begin(of({ name: 'harbor', credential: 'name":"harbor-pull' }))).end(sampleEnd)
    await first.end({ ...sampleEnd, end: 'refused', code: 'forbidden' })
    await record.begin({ ...sampleWrite, operation: 'rename' })
    const { writes, isWhole } = await readObjectWrites(folder, wanted, 10)
    expect(writes.map(({ begun, ended }) => [begun.operation, ended?.code ?? null])).toEqual([
      ['rename', null],
      ['claim', 'forbidden'],
    ])
    expect(isWhole).toBe(true)
  }))

test('a cluster that another kubeconfig calls by the same name has its own record', () =>
  inFolder(async (folder) => {
    const record = recordIn(folder)
    await record.begin(sampleWrite)
    await record.begin({ ...sampleWrite, operation: 'rename', server: 'https://staging.example:6443' })
    await record.begin({ ...sampleWrite, operation: 'rotate', file: '/mnt/stick/config' })
    const told = async (of: typeof cluster) => {
      const { writes } = await readObjectWrites(folder, { ...wanted, cluster: of }, 10)
      return writes.map(({ begun: { operation } }) => operation)
    }
    expect(await told(cluster)).toEqual(['claim'])
    expect(await told({ ...cluster, server: 'https://staging.example:6443/' })).toEqual(['rename'])
    expect(await told({ ...cluster, file: '/mnt/stick/config' })).toEqual(['rotate'])
    expect(await told({ ...cluster, context: 'other' })).toEqual([])
  }))

test('what an earlier version wrote, without the file, is reported for every file that names the server', () =>
  inFolder(async (folder) => {
    const { file: _, ...withoutFile } = sampleWrite
    await recordIn(folder).begin(withoutFile)
    const told = async (of: typeof cluster) =>
      (await readObjectWrites(folder, { ...wanted, cluster: of }, 10)).writes.length
    expect(await told({ ...cluster, file: '/elsewhere' })).toBe(1)
    expect(await told({ ...cluster, server: 'https://staging.example' })).toBe(0)
  }))

test('no more are reported than requested, and a line that was edited is left out', () =>
  inFolder(async (folder) => {
    const record = recordIn(folder)
    for (const operation of ['claim', 'rename', 'rotate'] as const)
      await (await record.begin({ ...sampleWrite, operation })).end(sampleEnd)
    const [file] = await activityFiles(folder)
    await appendFile(
      file?.path ?? '',
      `{"kind":"begun","object":{"name":"${object.name}"},"hash":"${'0'.repeat(64)}"}\n`,
    )
    const { writes, isWhole } = await readObjectWrites(folder, wanted, 2)
    expect([writes.map(({ begun }) => begun.operation), isWhole]).toEqual([['rotate', 'rename'], false])
  }))

test('nothing is reported before anything is recorded', () =>
  inFolder(async (folder) => {
    expect(await readObjectWrites(`${folder}/none`, wanted, 2)).toEqual({ writes: [], isWhole: true })
  }))
