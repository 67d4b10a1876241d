import { shallowReactive, shallowRef } from 'vue'
import type { Rights } from '../../../../shared/contract/wizard.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'

interface Deps {
  ask: (namespaces: string[]) => Promise<Result<Rights[]>>
  /** Debounces, so that what becomes visible together is requested together. */
  later: (callback: () => void) => void
}

/** Maximum number of namespaces per request. */
const batchSize = 100

/** What the user may do, by namespace. Requested for visible nodes, in batches, one at a time. */
export function createScopeRights({ ask, later }: Deps) {
  const known = shallowReactive(new Map<string, Rights>())
  const failure = shallowRef<Failure | null>(null)
  let wanted = new Set<string>()
  /** Those of the request under way. */
  let asked = new Set<string>()
  let isLeft = false

  async function askBatch(): Promise<void> {
    if (asked.size > 0 || isLeft || failure.value !== null) return
    const batch = [...wanted].slice(0, batchSize)
    if (batch.length === 0) return
    asked = new Set(batch)
    // Who asks again from now on wants a newer answer.
    for (const namespace of batch) wanted.delete(namespace)
    const result = await ask(batch)
    asked.clear()
    if (!result.ok) {
      failure.value = result.failure
      wanted = new Set([...batch, ...wanted])
      return
    }
    for (const rights of result.value) known.set(rights.namespace, rights)
    await askBatch()
  }

  function want(namespaces: readonly string[]): void {
    const before = wanted.size
    for (const namespace of namespaces)
      if (!known.has(namespace) && !asked.has(namespace)) wanted.add(namespace)
    if (wanted.size > before) later(() => void askBatch())
  }

  /** Asks again about a namespace that refused. Until then the previous answer is shown. */
  function askAgain(namespace: string): void {
    wanted.add(namespace)
    later(() => void askBatch())
  }

  function tryAgain(): void {
    failure.value = null
    void askBatch()
  }

  return {
    /** Why the request failed. No more requests until it is retried. */
    failure,
    /** `null` while unknown. */
    of: (namespace: string): Rights | null => known.get(namespace) ?? null,
    want,
    askAgain,
    tryAgain,
    leave: () => void (isLeft = true),
  }
}

export type ScopeRights = ReturnType<typeof createScopeRights>
