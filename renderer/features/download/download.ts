import { shallowRef } from 'vue'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { StreamHandlers } from '../../api.ts'

export type DownloadState =
  | { kind: 'none' }
  | { kind: 'asking' }
  | { kind: 'writing'; rows: number; of: number; since: number }
  | { kind: 'printing'; rows: number; since: number }
  | { kind: 'written'; path: string; rows: number; columns: number; isUnconfirmed: boolean }
  | { kind: 'cancelled' }
  | { kind: 'failed'; failure: Failure }

/** A download of shown rows, from the dialog until it is written. Only one at a time. */
export function createDownload() {
  const state = shallowRef<DownloadState>({ kind: 'none' })
  let stop: (() => void) | null = null

  function take(message: DownloadMessage, columns: number): void {
    switch (message.kind) {
      case 'asking':
        state.value = { kind: 'asking' }
        break
      case 'writing': {
        const since = state.value.kind === 'writing' ? state.value.since : Date.now()
        state.value = { kind: 'writing', rows: message.rows, of: message.of, since }
        break
      }
      case 'printing':
        state.value = { ...message, since: Date.now() }
        break
      case 'written':
        state.value = { ...message, columns }
        break
      case 'declined':
        state.value = { kind: 'none' }
        break
    }
  }

  const isUnderWay = () => ['asking', 'writing', 'printing'].includes(state.value.kind)

  /** Starts unless one is under way. Returns whether it did. `columns`: how many are written. */
  function start(columns: number, run: (handlers: StreamHandlers<DownloadMessage>) => () => void): boolean {
    if (isUnderWay()) return false
    state.value = { kind: 'asking' }
    stop = run({
      onMessage: (message) => take(message, columns),
      onEnd: () => {
        if (isUnderWay()) state.value = { kind: 'none' }
      },
      onFailure: (failure) => void (state.value = { kind: 'failed', failure }),
    })
    return true
  }

  function cancel(): void {
    stop?.()
    state.value = { kind: 'cancelled' }
  }

  return {
    state,
    start,
    cancel,
    dismiss: () => void (state.value = { kind: 'none' }),
    failWith: (failure: Failure) => void (state.value = { kind: 'failed', failure }),
  }
}
