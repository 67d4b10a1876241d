import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleEnd, sampleWrite } from '../../../electron/services/activity/activity.fixture.ts'
import { createActivityRecord } from '../../../electron/services/activity/activity-record.ts'
import { verifyFolder } from '../../../electron/services/activity/verify-record.ts'
import { failureOf } from '../../../shared/failure.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

// Only trying shows whether this user may mount.
const tried = process.platform === 'linux' ? mountSmallDisk() : null
tried?.remove()

let disk: SmallDisk
beforeEach(() => {
  const mounted = tried === null ? null : mountSmallDisk()
  if (mounted !== null) disk = mounted
})
afterEach(() => {
  if (tried !== null) disk.remove()
})

const failureIn = (work: Promise<unknown>) => work.then(() => null, failureOf)

describe.skipIf(tried === null)('the record of writes', () => {
  it('refuses a write on a full disk before it is sent, owes an end, and goes on once there is room again', async () => {
    const folder = join(disk.folder, 'activity')
    const owed: string[] = []
    const record = createActivityRecord({ folder, version: '1', onOwed: (code) => void owed.push(code) })
    await (await record.begin(sampleWrite)).end(sampleEnd)
    const { end } = await record.begin(sampleWrite)
    // Requests more than there is, which takes everything.
    expect(() => disk.fillUpTo(0)).toThrow('ENOSPC')
    await end(sampleEnd)
    expect(owed).toEqual(['ENOSPC'])
    expect(await failureIn(record.begin(sampleWrite))).toEqual({
      ...{ code: 'record-not-written', file: folder, reason: 'ENOSPC' },
    })
    expect(await verifyFolder(folder)).toMatchObject({ entries: 3, writes: 2, findings: [], torn: [] })
    disk.fillUpTo(32 * 1024)
    await (await record.begin(sampleWrite)).end(sampleEnd)
    expect(await verifyFolder(folder)).toMatchObject({ entries: 6, writes: 3, findings: [], torn: [] })
    expect(await readdir(folder)).toEqual(['activity-000000001.jsonl'])
  })

  it('has each line whole or not at all, however little of it the disk takes', async () => {
    const folder = join(disk.folder, 'activity')
    const record = createActivityRecord({ folder, version: '1' })
    await record.begin(sampleWrite)
    const long = {
      ...sampleWrite,
      changes: [{ of: 'label' as const, key: 'k', before: null, after: 'v'.repeat(900) }],
    }
    // Each remaining page is used, and the last line gets a part of one.
    disk.fillUpTo(16 * 1024)
    let count = 1
    while ((await failureIn(record.begin(long))) === null) count += 1
    expect(await verifyFolder(folder)).toMatchObject({ entries: count, findings: [], torn: [] })
  })

  it('refuses a write on a disk that became read-only', async () => {
    const folder = join(disk.folder, 'activity')
    const record = createActivityRecord({ folder, version: '1' })
    await record.begin(sampleWrite)
    disk.makeReadOnly()
    expect(await failureIn(record.begin(sampleWrite))).toMatchObject({
      code: 'record-not-written',
      reason: 'EROFS',
    })
  })
})
