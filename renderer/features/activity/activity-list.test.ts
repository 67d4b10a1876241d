import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { ActivityLine } from '../../../shared/activity.ts'
import type { ChainedLine } from '../../../shared/activity-writes.ts'
import type { Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createActivityList } from './activity-list.ts'
import { dayText } from './activity-day.ts'

const noon = new Date(2026, 10, 22, 12).getTime()

function begun(entry: number, parts: Partial<ActivityLine & { kind: 'begun' }> = {}): ChainedLine {
  return {
    ...{ entry, previous: '', hash: `h${entry}`, kind: 'begun', version: '1' },
    time: new Date(noon).toISOString(),
    ...{ context: 'lab', server: 'https://lab.example', user: 'm.okafor', operation: 'claim' },
    object: { kind: 'Secret', namespace: 'runai-vision', name: `s${entry}`, uid: '', credential: 'Harbor' },
    ...{ changes: [], more: 0, resourceVersion: '', requestId: '' },
    ...parts,
  }
}
const ended = (entry: number, of: number, end: 'done' | 'conflict' = 'done'): ChainedLine => ({
  ...{ entry, previous: '', hash: `h${entry}`, kind: 'ended', of, end, code: '' },
  ...{ time: new Date(noon).toISOString(), uid: '', resourceVersion: '', requestId: '' },
})

type Answer = Result<{ lines: ChainedLine[]; isWhole: boolean }>

/** The list of a record that the test writes. The test releases the answers. */
function makeList(record: ChainedLine[]) {
  const asked: { after: number; answer: (result?: Answer) => void }[] = []
  let tell = () => {}
  const stop = vi.fn()
  const activity = {
    read: ({ after }: { after: number }) =>
      new Promise<Answer>((resolve) => {
        const lines = () => record.filter(({ entry }) => entry > after)
        asked.push({
          after,
          answer: (result) => resolve(result ?? { ok: true, value: { lines: lines(), isWhole: true } }),
        })
      }),
    verify: vi.fn(() => Promise.resolve({ ok: false, failure: { code: 'internal', id: '' } })),
    changed: (listener: () => void) => {
      tell = listener
      return stop
    },
  }
  const api = { activity } as unknown as Pick<Api, 'activity'>
  return { list: createActivityList({ api, now: () => noon }), asked, tell: () => tell(), stop, activity }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

/** Waits until the rows with these entries are shown, in this order. On a busy machine they are selected in slices. */
async function expectShown({ rows }: ReturnType<typeof makeList>['list'], entries: number[]): Promise<void> {
  await nextTick()
  await expect.poll(() => [...rows.value].map(({ begun: { entry } }) => entry)).toEqual(entries)
}

describe('the list of writes', () => {
  it('is read when it is entered, and what is added is read after it, each line once', async () => {
    const record = [begun(1)]
    const { list, asked, tell, stop } = makeList(record)
    const leave = list.enter()
    tell()
    record.push(ended(2, 1), begun(3))
    asked[0]?.answer()
    await settled()
    expect(asked.map(({ after }) => after)).toEqual([0, 3])
    record.push(ended(4, 3, 'conflict'))
    asked[1]?.answer()
    await settled()
    expect(list.writes.value.map((write) => [write.begun.entry, write.ended?.end])).toEqual([
      [3, 'conflict'],
      [1, 'done'],
    ])
    leave()
    expect(stop).toHaveBeenCalledOnce()
  })

  it('begins again if more came than one answer has', async () => {
    const { list, asked, tell } = makeList([begun(1)])
    list.enter()
    asked[0]?.answer()
    await settled()
    tell()
    asked[1]?.answer({ ok: true, value: { lines: [begun(90)], isWhole: false } })
    await settled()
    expect(list.writes.value.map(({ begun: { entry } }) => entry)).toEqual([90])
    expect(list.isWhole.value).toBe(false)
  })

  it('keeps what it has if it can’t be read again', async () => {
    const { list, asked, tell } = makeList([begun(1)])
    list.enter()
    asked[0]?.answer()
    await settled()
    tell()
    asked[1]?.answer({ ok: false, failure: { code: 'file-unreadable', file: '/a', reason: 'EACCES' } })
    await settled()
    expect(list.failure.value?.code).toBe('file-unreadable')
    expect(list.writes.value).toHaveLength(1)
    expect(list.isReading.value).toBe(false)
  })

  it('is narrowed by time, user, operation, outcome and search, with the counts of the whole', async () => {
    const old = new Date(2026, 10, 21, 23, 59).toISOString()
    const { list, asked } = makeList([
      begun(1, { time: old, user: 'admin', operation: 'register' }),
      begun(2),
      ended(3, 2),
      begun(4, { operation: 'later-version' }),
    ])
    list.enter()
    asked[0]?.answer()
    await settled()
    expect(list.options.value.operations).toMatchObject([
      { key: 'claim', label: 'Made a credential', count: 1 },
      { key: 'later-version', label: 'later-version', count: 1 },
      { key: 'register', label: 'Registered', count: 1 },
    ])
    expect(list.options.value.outcomes).toMatchObject([
      { key: 'open', count: 2 },
      { key: 'done', count: 1 },
    ])
    list.filters.since = 'today'
    await expectShown(list, [4, 2])
    list.filters.outcomes = ['done']
    await expectShown(list, [2])
    list.clearFilters()
    list.filters.users = ['admin']
    await expectShown(list, [1])
    list.clearFilters()
    list.search.value = ' VISION/S4 '
    await expectShown(list, [4])
    expect(list.isNarrowed.value).toBe(true)
  })

  // alainm23/planify#240, tasks/tasks#100, Ranchero-Software/NetNewsWire#627: what was of today stayed after midnight.
  it('shows what is of today also after midnight, of the new day', async () => {
    const { list, asked } = makeList([begun(1)])
    list.enter()
    asked[0]?.answer()
    await settled()
    list.filters.since = 'today'
    await expectShown(list, [1])
    list.passTime(new Date(2026, 10, 22, 23, 59).getTime())
    await expectShown(list, [1])
    list.passTime(new Date(2026, 10, 23, 0, 1).getTime())
    await expectShown(list, [])
    expect(list.asked.value.since).toBe(new Date(2026, 10, 23).getTime())
  })

  it('finds a text without its accents, and its words in any order', async () => {
    const { list, asked } = makeList([begun(1, { user: 'Łukasz Müller' }), begun(2)])
    list.enter()
    asked[0]?.answer()
    await settled()
    list.search.value = 'muller lukasz'
    await expectShown(list, [1])
  })

  it('is sorted by what a column says, then the newest first', async () => {
    const { list, asked } = makeList([
      begun(1, { user: 'zoe' }),
      begun(2, { user: 'admin' }),
      ended(3, 2),
      begun(4, { user: 'Admin' }),
      begun(10),
    ])
    list.enter()
    asked[0]?.answer()
    await settled()
    await expectShown(list, [10, 4, 2, 1])
    list.sortBy('user')
    await expectShown(list, [4, 2, 10, 1])
    list.sortBy('user')
    await expectShown(list, [1, 10, 4, 2])
    list.sortBy('entry', false)
    await expectShown(list, [1, 2, 4, 10])
  })

  it('unselects what the record no longer has', async () => {
    const { list, asked, tell } = makeList([begun(1), begun(2)])
    list.enter()
    asked[0]?.answer()
    await settled()
    list.selection.selectAll()
    expect(list.selection.count).toBe(2)
    tell()
    asked[1]?.answer({ ok: true, value: { lines: [begun(2), begun(90)], isWhole: false } })
    await settled()
    expect([...list.selection.uids]).toEqual(['2'])
  })

  it('says that it couldn’t be verified', async () => {
    const { list, activity } = makeList([])
    list.enter()
    await settled()
    expect(list.chain.value).toMatchObject({ kind: 'failed' })
    await list.verify()
    expect(activity.verify).toHaveBeenCalledTimes(2)
  })
})

describe('the day of a write', () => {
  it('is that of this machine’s calendar, with the words of the last week', () => {
    const at = (day: number) => dayText(new Date(2026, 10, day, 0, 1).toISOString(), noon)
    expect([22, 21, 19, 10].map(at)).toEqual(['Today', 'Yesterday', 'Thursday', '10 Nov 2026'])
  })
})
