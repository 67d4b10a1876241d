import { shallowReactive, shallowRef } from 'vue'
import type { Rights } from '../../../../shared/contract/wizard.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'

interface Deps {
  ask: (namespaces: string[]) => Promise<Result<Rights[]>>
  /** Calls back a little later, so that what comes into sight together is asked for together. */
  later: (callback: () => void) => void
}

/** Most namespaces of one question. */
const batchSize = 100

/** What the user may do, namespace by namespace: asked for what comes into sight, in batches, one after the other. */
export function createScopeRights({ ask, later }: Deps) {
  const known = shallowReactive(new Map<string, Rights>())
  const failure = shallowRef<Failure | null>(null)
  const wanted = new Set<string>()
  let isAsking = false
  let isLeft = false

  async function askBatch(): Promise<void> {
    if (isAsking || isLeft || failure.value !== null) return
    const batch = [...wanted].slice(0, batchSize)
    if (batch.length === 0) return
    isAsking = true
    const result = await ask(batch)
    isAsking = false
    if (!result.ok) {
      failure.value = result.failure
      return
    }
    for (const rights of result.value) known.set(rights.namespace, rights)
    for (const namespace of batch) wanted.delete(namespace)
    await askBatch()
  }

  function want(namespaces: readonly string[]): void {
    const before = wanted.size
    for (const namespace of namespaces) if (!known.has(namespace)) wanted.add(namespace)
    if (wanted.size > before) later(() => void askBatch())
  }

  /** Asks again of a namespace that has refused; until then the last answer is shown. */
  function askAgain(namespace: string): void {
    wanted.add(namespace)
    later(() => void askBatch())
  }

  function tryAgain(): void {
    failure.value = null
    void askBatch()
  }

  return {
    /** Why the question failed; nothing is asked anymore until it is tried again. */
    failure,
    /** `null` while it is unknown. */
    of: (namespace: string): Rights | null => known.get(namespace) ?? null,
    want,
    askAgain,
    tryAgain,
    leave: () => void (isLeft = true),
  }
}

export type ScopeRights = ReturnType<typeof createScopeRights>
