import type { TableEngine, History, OpenOutcome } from '../protocol/table-engine.ts'
import { createThread, type Asking, type Piece, type ThreadDeps } from './thread.ts'

/** The tables in their own thread; see `TableEngine`. */
export function createTableEngine(request: ThreadDeps): TableEngine {
  const { ask, isRunning, end } = createThread(request)
  return {
    open: ({ table, file, path, as, evenIfLarge, onProgress, signal }) =>
      ask<OpenOutcome>({ call: 'open', table, file, path, as, evenIfLarge }, { signal, onProgress }),
    put: ({ table, columns, rows }) => ask({ call: 'put', table, columns, rows }),
    compare: ({ table, before, after, signal }) => ask({ call: 'compare', table, before, after }, { signal }),
    select: (table, selection) => ask({ call: 'select', table, selection }),
    rows: (table, range) => ask({ call: 'rows', table, ...range }),
    ids: (table, range) => ask({ call: 'ids', table, ...range }),
    kept: (table, ids) => ask({ call: 'kept', table, ids }),
    named: (table, ids) => ask({ call: 'named', table, ids }),
    facets: (table, column) => ask({ call: 'facets', table, column }),
    ages: (table, selection) => ask({ call: 'ages', table, selection }),
    write: ({ signal, ...request }) => pieces((asking) => ask({ call: 'write', ...request }, asking), signal),
    history: ({ events, files, cluster, onProgress, signal }) =>
      ask<History>({ call: 'history', events, files, cluster }, { signal, onProgress }),
    events: (events, range) => ask({ call: 'events', events, ...range }),
    life: (table, row) => ask({ call: 'life', table, ...row }),
    close(table) {
      if (isRunning()) ask({ call: 'close', table }).catch(() => undefined)
    },
    end,
  }
}

/** Pieces on demand; a consumer that stops ends the call. */
async function* pieces(
  start: (asking: Asking) => Promise<unknown>,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const stop = new AbortController()
  const ready: Piece[] = []
  let wake: () => void = () => undefined
  let more: () => void = () => undefined
  const ended: { how: 'done' | { error: unknown } | null } = { how: null }
  const call = start({
    signal: AbortSignal.any([signal, stop.signal]),
    onPiece: (piece) => {
      ready.push(piece)
      wake()
    },
    onStart: (ask) => (more = ask),
  })
  call.then(
    () => {
      ended.how = 'done'
      wake()
    },
    (error: unknown) => {
      ended.how = { error }
      wake()
    },
  )
  try {
    for (;;) {
      const piece = ready.shift()
      if (piece !== undefined) {
        yield piece
        more()
      } else if (ended.how === null) {
        await new Promise<void>((resolve) => (wake = resolve))
      } else if (ended.how === 'done') return
      else throw ended.how.error
    }
  } finally {
    stop.abort()
  }
}
