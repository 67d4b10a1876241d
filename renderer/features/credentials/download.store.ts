import { defineStore } from 'pinia'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import { useApi } from '../../api.ts'
import { createDownload } from '../download/download.ts'

/** The download of the shown rows of the live list as CSV. */
export const useDownloadStore = defineStore('download', () => {
  const api = useApi()
  const { start: begin, ...download } = createDownload()

  function start(context: string, selection: RowSelection): void {
    if (context === '') return
    begin(selection.columns.length, (handlers) => api.credentials.download({ context, selection }, handlers))
  }

  return { ...download, start }
})
