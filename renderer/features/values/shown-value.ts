import { shallowRef } from 'vue'
import { shownSeconds, type OneKey, type RevealedValue } from '../../../shared/contract/values.ts'
import type { Failure, Result } from '../../../shared/failure.ts'

/** The state of a value. `until` is in milliseconds since 1970. */
type ShownState =
  | { kind: 'hidden' }
  | { kind: 'reading' }
  | { kind: 'shown'; value: RevealedValue; until: number }
  | { kind: 'failed'; failure: Failure; at: number }

interface Deps {
  reveal: (asked: OneKey) => Promise<Result<RevealedValue>>
  /** Milliseconds since 1970. */
  now: () => number
}

/** One value while it is shown. It exists only in the component that shows it, and in no store. */
export function createShownValue({ reveal, now }: Deps) {
  const state = shallowRef<ShownState>({ kind: 'hidden' })
  let generation = 0

  function hide(): void {
    generation += 1
    state.value = { kind: 'hidden' }
  }

  async function show(asked: OneKey): Promise<void> {
    const mine = ++generation
    state.value = { kind: 'reading' }
    const result = await reveal(asked)
    // Hidden meanwhile: a late answer isn't shown.
    if (mine !== generation) return
    state.value = result.ok
      ? { kind: 'shown', value: result.value, until: now() + shownSeconds * 1000 }
      : { kind: 'failed', failure: result.failure, at: now() }
  }

  return {
    state,
    show,
    hide,
    /** Call it often: hides a value after its time, even if the machine slept. */
    tick(): void {
      if (state.value.kind === 'shown' && now() >= state.value.until) hide()
    },
  }
}
