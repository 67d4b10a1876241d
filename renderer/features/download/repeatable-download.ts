import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import type { StreamHandlers } from '../../api.ts'
import { createDownload } from './download.ts'

interface Deps<R> {
  /** How many columns are written. */
  columns: (request: R) => number
  run: (request: R, handlers: StreamHandlers<DownloadMessage>) => () => void
}

/** A download of rows of the open context that can be repeated. */
export function createRepeatableDownload<R extends { context: string }>({ columns, run }: Deps<R>) {
  const { start: begin, ...download } = createDownload()
  let last: R | null = null

  function start(request: R): void {
    if (request.context === '') return
    if (begin(columns(request), (handlers) => run(request, handlers))) last = request
  }

  return {
    ...download,
    start,
    /** Writes the same rows again. */
    again(): void {
      if (last !== null) start(last)
    },
  }
}
