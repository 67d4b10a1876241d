import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createDownload } from '../download/download.ts'
import { createActivityList } from './activity-list.ts'

/** The record of writes. */
export const useActivity = defineStore('activity', () =>
  createActivityList({ api: useApi(), now: () => Date.now() }),
)

/** The export of the record: the shown writes as CSV, or everything as JSON lines. */
export const useActivityExport = defineStore('activity-export', () => {
  const api = useApi()
  const activity = useActivity()
  const { start: begin, ...download } = createDownload()

  let last: () => void = () => undefined
  function save(as: 'csv' | 'jsonl', entries?: number[]): void {
    const { users, operations, outcomes, ...rest } = activity.asked
    const selection = {
      ...rest,
      ...{ users: [...users], operations: [...operations], outcomes: [...outcomes] },
      ...(entries === undefined ? {} : { entries }),
    }
    last = () => void begin(0, (handlers) => api.activity.save({ as, selection }, handlers))
    last()
  }
  return {
    ...download,
    start: (as: 'csv' | 'jsonl') => save(as),
    /** Exports only these writes, by the numbers of their first entries. */
    startPicked: (entries: number[]) => save('csv', entries),
    again: () => last(),
  }
})
