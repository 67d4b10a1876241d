import { defineStore } from 'pinia'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import { useApi } from '../../api.ts'
import { createDownload } from '../download/download.ts'

/** What is written: the rows of a context that a selection shows, or those of the uids. */
interface DownloadRequest {
  context: string
  selection: RowSelection
  uids?: string[]
}

/** The download of rows of the live list as CSV. */
export const useDownloadStore = defineStore('download', () => {
  const api = useApi()
  const { start: begin, ...download } = createDownload()
  let last: DownloadRequest | null = null

  function start(request: DownloadRequest): void {
    if (request.context === '') return
    last = request
    begin(request.selection.columns.length, (handlers) => api.credentials.download(request, handlers))
  }

  return {
    ...download,
    start,
    /** Writes the same rows once more. */
    again(): void {
      if (last !== null) start(last)
    },
  }
})
