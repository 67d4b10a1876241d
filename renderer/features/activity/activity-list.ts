import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { operationText, outcomeTexts } from '../../../shared/activity-text.ts'
import type { Verification } from '../../../shared/activity-verification.ts'
import {
  outcomeOf,
  writesOf,
  type ActivityOutcome,
  type ChainedLine,
} from '../../../shared/activity-writes.ts'
import { activityFilter, everyWrite, type ActivitySelection } from '../../../shared/activity-selection.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { FilterOption } from '../../ui/filter-option.ts'
import type { Api } from '../../api.ts'
import { createRowTable } from '../rows/row-table.ts'
import {
  activityEntry,
  compareActivity,
  type ActivityColumnId,
  type ActivityRow,
} from './activity-columns.ts'

/** The result of the last verification of the chain. */
type ChainState =
  | { kind: 'none' }
  | { kind: 'verifying' }
  | { kind: 'verified'; result: Verification; at: number }
  | { kind: 'failed'; failure: Failure }

export type Since = 'today' | 'week' | 'month'
export const sinceTexts: Readonly<Record<Since, string>> = {
  today: 'Today',
  week: 'The last 7 days',
  month: 'The last 30 days',
}

interface Filters {
  since: Since | ''
  users: string[]
  operations: string[]
  outcomes: ActivityOutcome[]
}

const day = 24 * 60 * 60_000

/** The record of writes on its page: read when the page opens, then followed. */
export function createActivityList({ api, now }: { api: Pick<Api, 'activity'>; now: () => number }) {
  const lines = shallowRef<readonly ChainedLine[]>([])
  const isWhole = ref(true)
  const isRead = ref(false)
  const isReading = ref(false)
  const failure = shallowRef<Failure | null>(null)
  const chain = shallowRef<ChainState>({ kind: 'none' })
  const search = ref('')
  const filters = reactive<Filters>({ since: '', users: [], operations: [], outcomes: [] })
  /** The time from which a span counts back, in milliseconds since 1970. */
  const asOf = ref(now())
  const since = computed(() => (filters.since === '' ? 0 : beginOf(filters.since, asOf.value)))
  let asked = 0

  const writes = computed<readonly ActivityRow[]>(() =>
    writesOf(lines.value).map((write) => ({ ...write, uid: String(write.begun.entry) })),
  )
  const byUid = computed(() => new Map(writes.value.map((row) => [row.uid, row])))
  const selection = computed<Omit<ActivitySelection, 'entries'>>(() => {
    const { since: _since, ...rest } = filters
    return { ...everyWrite, ...rest, search: search.value, since: since.value }
  })
  const isNarrowed = computed(
    () => search.value.trim() !== '' || filters.since !== '' || filterCount.value > 0,
  )
  const filterCount = computed(
    () => filters.users.length + filters.operations.length + filters.outcomes.length,
  )

  const table = createRowTable<ActivityRow, ActivityColumnId>({
    all: () => writes.value,
    find: (uid) => byUid.value.get(uid),
    passes: () => activityFilter(selection.value),
    isNarrowed: () => isNarrowed.value,
    sort: { column: 'time', descending: true },
    entry: activityEntry,
    compare: compareActivity,
  })
  watch(byUid, (now, before) => {
    const removed = [...before.keys()].filter((uid) => !now.has(uid))
    if (removed.length > 0) table.take({ changed: [], removed })
    table.select()
  })

  const options = computed(() => ({
    users: counted(
      writes.value.map(({ begun }) => begun.user),
      (user) => user,
    ),
    operations: counted(
      writes.value.map(({ begun }) => begun.operation),
      operationText,
    ),
    outcomes: counted(writes.value.map(outcomeOf), (outcome) => outcomeTexts[outcome]),
  }))

  /** Reads new entries. A request during a read is served after it. */
  async function read(): Promise<void> {
    asked += 1
    if (isReading.value) return
    isReading.value = true
    let answered: number
    do {
      answered = asked
      const after = lines.value.at(-1)?.entry ?? 0
      const result = await api.activity.read({ after })
      if (result.ok) {
        failure.value = null
        isRead.value = true
        const { value } = result
        // More arrived than fits into one answer, so that appending would leave a gap.
        if (value.isWhole) lines.value = [...lines.value, ...value.lines]
        else lines.value = value.lines
        if (after === 0 || !value.isWhole) isWhole.value = value.isWhole
      } else failure.value = result.failure
    } while (answered !== asked)
    isReading.value = false
  }

  async function verify(): Promise<void> {
    if (chain.value.kind === 'verifying') return
    chain.value = { kind: 'verifying' }
    const result = await api.activity.verify({})
    chain.value = result.ok
      ? { kind: 'verified', result: result.value, at: now() }
      : { kind: 'failed', failure: result.failure }
  }

  /** The page is shown. Returns a function that stops following. */
  function enter(): () => void {
    void read()
    void verify()
    return api.activity.changed(() => void read())
  }

  function clearFilters(): void {
    Object.assign(filters, { since: '', users: [], operations: [], outcomes: [] })
    search.value = ''
  }

  return {
    ...{ writes, isWhole, isRead, isReading, failure, chain },
    ...table,
    find: (uid: string) => byUid.value.get(uid),
    ...{ search, filters, asked: selection, isNarrowed, options },
    ...{ read, verify, enter, clearFilters },
    /** Advances the time, so that “Today” is another day after midnight. */
    passTime: (time: number): void => void (asOf.value = time),
  }
}

/** The start of a time span: midnight today in local time, otherwise a number of days ago. */
function beginOf(since: Since, now: number): number {
  if (since === 'today') return new Date(now).setHours(0, 0, 0, 0)
  return now - (since === 'week' ? 7 : 30) * day
}

/** The existing values, most frequent first. */
function counted<V extends string>(values: readonly V[], label: (value: V) => string): FilterOption<V>[] {
  const counts = new Map<V, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .sort(([one, count], [other, otherCount]) => otherCount - count || one.localeCompare(other))
    .map(([value, count]) => ({ key: value, value, count, label: label(value) }))
}
