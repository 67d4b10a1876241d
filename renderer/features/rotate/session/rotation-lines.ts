import { shallowReactive } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { RotationState, SecretKind } from '../../../../shared/contract/rotation.ts'
import type { Failure } from '../../../../shared/failure.ts'
import { placeKey } from './same-choice.ts'

/** A secret to rotate, at the version that this is based on. */
export interface SecretOfRun {
  at: CredentialAt
  is: SecretKind
}

/**
 * The state of one secret. `theirs`: someone else changed it, and this is its current state. `left`: not begun because
 * another failed. `took` is in milliseconds.
 */
export type RotatedState =
  | { kind: 'waiting' }
  | { kind: 'done'; took: number }
  | { kind: 'failed'; failure: Failure; theirs: RotationState | null }
  | { kind: 'left' }

/** One secret of the run. */
interface Line extends SecretOfRun {
  state: RotatedState
}

/** The secrets of a run by place, each with its state. */
export function createRotationLines() {
  const lines = shallowReactive(new Map<string, Line>())

  function set(key: string, state: RotatedState): void {
    const line = lines.get(key)
    if (line !== undefined) lines.set(key, { ...line, state })
  }

  return {
    lines,
    set,
    /** Whether every secret of the run has the new value. */
    isWhole: () => [...lines.values()].every((line) => line.state.kind === 'done'),
    /** These will be written. An existing line takes the new version. */
    wait(secrets: readonly SecretOfRun[]): void {
      for (const secret of secrets) lines.set(placeKey(secret.at), { ...secret, state: { kind: 'waiting' } })
    },
    failedLine(key: string): (Line & { state: Extract<RotatedState, { kind: 'failed' }> }) | null {
      const line = lines.get(key)
      return line?.state.kind === 'failed' ? { ...line, state: line.state } : null
    },
    /** Those of these that failed or were left. */
    unwritten: (keys: readonly string[]): Line[] =>
      keys.flatMap((key) => {
        const line = lines.get(key)
        return line?.state.kind === 'failed' || line?.state.kind === 'left' ? [line] : []
      }),
    /** A pass is over. What wasn't reported hasn't begun, because of the failure of the whole if there is one. */
    settle(secrets: readonly SecretOfRun[], whole: Failure | null): void {
      for (const { at } of secrets) {
        const key = placeKey(at)
        if (lines.get(key)?.state.kind !== 'waiting') continue
        set(key, whole === null ? { kind: 'left' } : { kind: 'failed', failure: whole, theirs: null })
      }
    },
  }
}
