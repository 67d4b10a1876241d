import { computed, shallowRef } from 'vue'
import { undoFor } from '../../../shared/contract/life.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

interface Deps {
  api: Pick<Api, 'life'>
  /** Calls back after a delay in milliseconds. Returns a function that cancels it. */
  after: (milliseconds: number, callback: () => void) => () => void
}

/** A message about a change that was just made. */
interface LifeNews {
  context: string
  /** What was done, as a sentence without a full stop. */
  text: string
  /** The message after undoing it. */
  undoneText: string
  /** What undoes it. Empty if that's not possible. */
  changes: readonly string[]
}

type UndoState =
  | { kind: 'offered'; news: LifeNews }
  | { kind: 'undoing'; news: LifeNews }
  | { kind: 'undone'; news: LifeNews }
  /** `failures` of those that couldn't be undone. */
  | { kind: 'failed'; news: LifeNews; failures: readonly Failure[] }

/** Reports a change that was just made, and undoes it while that is offered. */
export function createUndoOffer({ api, after }: Deps) {
  const state = shallowRef<UndoState | null>(null)
  let forget = () => {}
  let stop = () => {}

  function show(next: UndoState | null, milliseconds: number | null): void {
    forget()
    state.value = next
    forget = milliseconds === null ? () => {} : after(milliseconds, () => void (state.value = null))
  }

  function undo(): void {
    const offered = state.value
    if (offered?.kind !== 'offered' || offered.news.changes.length === 0) return
    const { news } = offered
    const failures: Failure[] = []
    const undoing: UndoState = { kind: 'undoing', news }
    show(undoing, null)
    const end = () => {
      if (failures.length > 0) show({ kind: 'failed', news, failures }, null)
      // A newer change is still offered.
      else if (state.value === undoing) show({ kind: 'undone', news }, undoFor)
    }
    stop = api.life.undo(
      { context: news.context, changes: [...news.changes] },
      {
        onMessage: ({ failure }) => {
          if (failure !== null) failures.push(failure)
        },
        onEnd: end,
        onFailure: (failure) => {
          failures.push(failure)
          end()
        },
      },
    )
  }

  return {
    state,
    canUndo: computed(() => state.value?.kind === 'offered' && state.value.news.changes.length > 0),
    /** Replaces the previous message. */
    tell: (news: LifeNews) => show({ kind: 'offered', news }, undoFor),
    undo,
    /** An undo under way ends with its message, but not with the one of a newer change. */
    dismiss(): void {
      if (state.value?.kind === 'undoing') stop()
      show(null, null)
    },
  }
}
