import { shallowRef } from 'vue'
import type { UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import type { ListIndex } from '../../../state/open-context/list-index.ts'
import { lostReason, type LostSecret } from './secret-choices.ts'

interface Deps {
  index: Pick<ListIndex, 'credentialWith'>
  /** Asks the cluster whether a secret is still unused; the failure says why it is not. */
  ask: (row: UnusedSecret) => Promise<Result<unknown>>
  now: () => number
}

/** Secrets that could be chosen a moment ago and can't be anymore, and what became of them. */
export function createLostSecrets({ index, ask, now }: Deps) {
  const lost = shallowRef<ReadonlyMap<string, LostSecret>>(new Map())
  /** What was reported last. */
  const news = shallowRef<{ failure: Failure; at: number } | null>(null)

  const mark = (row: UnusedSecret, reason: string) =>
    void (lost.value = new Map(lost.value).set(row.uid, { row, reason }))

  function unmark(uid: string): void {
    const rest = new Map(lost.value)
    rest.delete(uid)
    lost.value = rest
  }

  /** Takes note of a failure that says what became of a secret; returns whether it was one. */
  function markUnavailable(row: UnusedSecret, failure: Failure): boolean {
    const reason = lostReason(failure)
    if (reason === '') return false
    mark(row, reason)
    news.value = { failure, at: now() }
    return true
  }

  /** A secret left the list of unused ones: the list itself tells who took it, or the cluster what else happened. */
  async function explain(row: UnusedSecret): Promise<void> {
    const { namespace, kubernetesName: name } = row
    const credential = index.credentialWith(row.uid)
    if (credential !== undefined) {
      const { createdBy: by, createdAt: at } = credential
      markUnavailable(row, { code: 'secret-taken', namespace, name, credential: credential.name, by, at })
      return
    }
    mark(row, 'No longer unused')
    const result = await ask(row)
    if (!lost.value.has(row.uid)) return
    if (result.ok) unmark(row.uid)
    else if (!markUnavailable(row, result.failure))
      markUnavailable(row, { code: 'secret-not-registered', namespace, name })
  }

  function forget(): void {
    lost.value = new Map()
    news.value = null
  }

  return { lost, news, markUnavailable, explain, forget, dismissNews: () => void (news.value = null) }
}
