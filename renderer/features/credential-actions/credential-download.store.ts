import { defineStore } from 'pinia'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import { useApi } from '../../api.ts'
import { createRepeatableDownload } from '../download/repeatable-download.ts'

/** What to write: the rows of a context's selection, or those with the uids. */
interface DownloadRequest {
  context: string
  selection: RowSelection
  uids?: string[]
}

/** The download of rows of the live list as CSV. */
export const useDownloadStore = defineStore('download', () => {
  const api = useApi()
  return createRepeatableDownload<DownloadRequest>({
    columns: ({ selection }) => selection.columns.length,
    run: api.credentials.download,
  })
})
