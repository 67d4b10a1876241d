import { randomUUID } from 'node:crypto'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import { mostAtOnce } from '../../../shared/contract/secrets.ts'
import { failed } from '../../../shared/failure.ts'
import type { AnnotationChanges } from './change-annotations.ts'

/** A completed change, and what undoes it on the resulting version. */
export interface UndoableChange {
  context: string
  at: CredentialAt
  annotations: AnnotationChanges
}

/** In milliseconds. The window offers it for a shorter time, which starts with the last of several changes. */
const keptFor = 10 * 60_000

/** Keeps recent changes, each to be undone once. Annotations contain no values of secrets. */
export function createUndoableChanges(now: () => number = () => performance.now()) {
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
    /** Throws `undo-over` for a change that expired or belongs to another context. */
    find(context: string, id: string): UndoableChange {
      const found = kept.get(id)
      if (found === undefined || found.until <= now() || found.context !== context)
        throw failed('undo-over', { change: id })
      return found
    },
    /** Call it when the change was undone. */
    forget: (id: string): void => void kept.delete(id),
  }
}

export type UndoableChanges = ReturnType<typeof createUndoableChanges>
