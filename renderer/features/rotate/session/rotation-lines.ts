import { shallowReactive } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { RotationState, SecretKind } from '../../../../shared/contract/rotation.ts'
import type { Failure } from '../../../../shared/failure.ts'
import { placeKey } from './same-choice.ts'

/** A secret that is to have the new values, at the version that this is decided on. */
export interface SecretOfRun {
  at: CredentialAt
  is: SecretKind
}

/**
 * How one secret of the run stands. `theirs`: it was changed by someone else, and this is how it is now. `left`: not begun,
 * because another one failed before. `took` in milliseconds.
 */
export type RotatedState =
  | { kind: 'waiting' }
  | { kind: 'done'; took: number }
  | { kind: 'failed'; failure: Failure; theirs: RotationState | null }
  | { kind: 'left' }

/** One secret that is to have the new values. */
export interface Line extends SecretOfRun {
  state: RotatedState
}

/** The secrets of a run by their places, each with how it stands. */
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
    /** These are to be written; a line that is there takes the version. */
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
    /** A pass is over: what was not told of was not begun, because of the failure of the whole if there is one. */
    settle(secrets: readonly SecretOfRun[], whole: Failure | null): void {
      for (const { at } of secrets) {
        const key = placeKey(at)
        if (lines.get(key)?.state.kind !== 'waiting') continue
        set(key, whole === null ? { kind: 'left' } : { kind: 'failed', failure: whole, theirs: null })
      }
    },
  }
}
