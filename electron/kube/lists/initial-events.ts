import { failed } from '../../../shared/failure.ts'
import { createLineCutter } from '../http/line-cutter.ts'
import { tableAccept } from './read-answer.ts'
import type { ListDeps, ListResult, Tally } from './read-answer.ts'
import { readTableEvent } from './watch-events.ts'

interface InitialEventsRequest {
  path: string
  /** Selectors, and the form of the rows. */
  what: Record<string, string>
  /** The list is at least as new as this version. */
  version: string
  signal: AbortSignal
  /** Called with the first event. */
  begin: () => Tally
}

/**
 * Reads a list as the initial events of a watch, and ends the watch after them: the server generates each row on demand
 * and buffers no complete response. Rejects if the server doesn't support such watches.
 */
export function readInitialEvents(deps: ListDeps, request: InitialEventsRequest): Promise<ListResult> {
  const { server, user, limits } = deps
  const { path, what, version, begin } = request
  const abort = new AbortController()
  const signal = AbortSignal.any([request.signal, abort.signal])
  const result = Promise.withResolvers<ListResult>()
  let tally: Tally | null = null
  let hasDeletion = false
  let isOver = false

  const takeLines = (lines: string[]) => {
    const tableRows: unknown[] = []
    for (const line of lines) {
      if (isOver) return
      const event = readTableEvent(line, { server, user, path })
      tally ??= begin()
      if (event.type === 'ADDED' || event.type === 'MODIFIED') tableRows.push(event.tableRow)
      if (event.type === 'DELETED') hasDeletion = true
      if (!event.endsInitialEvents) continue
      isOver = true
      if (tableRows.length > 0) tally.take(tableRows)
      // A reported row may be deleted again: a watch from the requested version repeats the deletion.
      result.resolve(tally.result(hasDeletion || event.version === '' ? version : event.version))
      abort.abort()
      return
    }
    if (tableRows.length > 0) tally?.take(tableRows)
  }
  const sink = () => {
    const lines = createLineCutter(takeLines)
    return {
      push: (chunk: Buffer) => {
        tally?.addBytes(chunk.length)
        lines.push(chunk)
      },
      end: () => {
        lines.end()
        throw failed('connection-cut', { server })
      },
    }
  }
  const query = {
    ...what,
    watch: '1',
    sendInitialEvents: 'true',
    resourceVersion: version,
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
  }
  deps
    .send({ path, query, verb: 'watch', accept: tableAccept, signal, limits, isOptional: true, sink })
    .catch(result.reject)
  return result.promise
}
