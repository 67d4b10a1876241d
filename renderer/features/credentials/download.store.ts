import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DownloadMessage, RowSelection } from '../../../shared/contract/credentials.ts'
import type { Failure } from '../../../shared/failure.ts'
import { useApi } from '../../api.ts'

export type Download =
  | { kind: 'none' }
  | { kind: 'asking' }
  | { kind: 'writing'; rows: number; of: number; since: number }
  | { kind: 'written'; path: string; rows: number; columns: number }
  | { kind: 'cancelled' }
  | { kind: 'failed'; failure: Failure }

/** One download of the shown rows as CSV, from the question where to until it is written. */
export const useDownloadStore = defineStore('download', () => {
  const api = useApi()
  const state = shallowRef<Download>({ kind: 'none' })
  let generation = 0
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
      case 'written':
        state.value = { kind: 'written', path: message.path, rows: message.rows, columns }
        break
      case 'declined':
        state.value = { kind: 'none' }
        break
    }
  }

  const isUnderWay = () => state.value.kind === 'asking' || state.value.kind === 'writing'

  function start(context: string, selection: RowSelection): void {
    if (isUnderWay() || context === '') return
    const mine = ++generation
    const ifMine = (then: () => void) => {
      if (mine === generation) then()
    }
    state.value = { kind: 'asking' }
    stop = api.credentials.download(
      { context, selection },
      {
        onMessage: (message) => ifMine(() => take(message, selection.columns.length)),
        onEnd: () =>
          ifMine(() => {
            if (isUnderWay()) state.value = { kind: 'none' }
          }),
        onFailure: (failure) => ifMine(() => void (state.value = { kind: 'failed', failure })),
      },
    )
  }

  function cancel(): void {
    generation += 1
    stop?.()
    state.value = { kind: 'cancelled' }
  }

  const dismiss = () => void (state.value = { kind: 'none' })
  const failWith = (failure: Failure) => void (state.value = { kind: 'failed', failure })
  return { state, start, cancel, dismiss, failWith }
})
