import { shallowRef } from 'vue'
import type { UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import type { ListIndex } from '../../../state/open-context/list-index.ts'
import { lostReason, type LostSecret } from './secret-choices.ts'

interface Deps {
  index: Pick<ListIndex, 'credentialWith'>
  /** Asks the cluster whether a secret is still unused. The failure says why not. */
  ask: (row: UnusedSecret) => Promise<Result<unknown>>
  now: () => number
}

/** Secrets that could just be chosen but can't be anymore, and what happened to them. */
export function createLostSecrets({ index, ask, now }: Deps) {
  const lost = shallowRef<ReadonlyMap<string, LostSecret>>(new Map())
  /** The last message. */
  const news = shallowRef<{ failure: Failure; at: number } | null>(null)

  const mark = (row: UnusedSecret, reason: string) =>
    void (lost.value = new Map(lost.value).set(row.uid, { row, reason }))

  function unmark(uid: string): void {
    const rest = new Map(lost.value)
    rest.delete(uid)
    lost.value = rest
  }

  /** Handles a failure that says what happened to a secret. Returns whether it was one. */
  function markUnavailable(row: UnusedSecret, failure: Failure): boolean {
    const reason = lostReason(failure)
    if (reason === '') return false
    mark(row, reason)
    news.value = { failure, at: now() }
    return true
  }

  /**
   * A secret left the list of unused ones. Either the list itself shows who claimed it, or the cluster says what else
   * happened.
   */
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
