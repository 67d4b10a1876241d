import { randomUUID } from 'node:crypto'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import { mostAtOnce } from '../../../shared/contract/secrets.ts'
import { failed } from '../../../shared/failure.ts'
import type { AnnotationChanges } from './change-annotations.ts'

/** A change that was made, and what takes it back on the version that it left. */
export interface UndoableChange {
  context: string
  at: CredentialAt
  annotations: AnnotationChanges
}

/** Milliseconds. The window offers it for a shorter time, which begins when the last of several was changed. */
const keptFor = 10 * 60_000

/** Keeps what was changed a moment ago, to be taken back once. Annotations hold no values of secrets. */
export function createUndoableChanges(now: () => number = Date.now) {
  const kept = new Map<string, UndoableChange & { until: number }>()

  function forgetOld(): void {
    for (const [id, { until }] of kept) {
      if (until > now() && kept.size <= mostAtOnce) return
      kept.delete(id)
    }
  }

  return {
    keep(change: UndoableChange): string {
      const id = randomUUID()
      kept.set(id, { ...change, until: now() + keptFor })
      forgetOld()
      return id
    },
    /** Throws `undo-over` for one whose time is over, and for one of another context. */
    find(context: string, id: string): UndoableChange {
      const found = kept.get(id)
      if (found === undefined || found.until <= now() || found.context !== context)
        throw failed('undo-over', { change: id })
      return found
    },
    /** It was taken back. */
    forget: (id: string): void => void kept.delete(id),
  }
}

export type UndoableChanges = ReturnType<typeof createUndoableChanges>
