import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createDownload } from '../download/download.ts'
import { createActivityList } from './activity-list.ts'

/** The record of writes. */
export const useActivity = defineStore('activity', () =>
  createActivityList({ api: useApi(), now: () => Date.now() }),
)

/** The export of the record: the shown writes as CSV, or all of it as JSON lines. */
export const useActivityExport = defineStore('activity-export', () => {
  const api = useApi()
  const activity = useActivity()
  const { start: begin, ...download } = createDownload()

  function start(as: 'csv' | 'jsonl'): void {
    const { users, operations, outcomes, ...rest } = activity.selection
    const selection = { ...rest, users: [...users], operations: [...operations], outcomes: [...outcomes] }
    begin(0, (handlers) => api.activity.save({ as, selection }, handlers))
  }
  return { ...download, start }
})
