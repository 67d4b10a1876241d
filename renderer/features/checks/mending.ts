import { ref, shallowRef } from 'vue'
import type { CheckResult, Mend } from '../../../shared/checks.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createCheckRun, type CheckRunDeps } from './check-run.ts'

interface MendingDeps extends CheckRunDeps {
  api: { checks: Pick<Api['checks'], 'run' | 'mend'> }
  context: () => string
}

/** Mends findings, one at a time, and checks the credential again after each. */
export function createMending({ api, confirmed, context }: MendingDeps) {
  /** The uid of the credential that is mended now; empty for none. */
  const mending = ref('')
  /** Why the last one was not mended, and which. */
  const refused = shallowRef<{ uid: string; failure: Failure } | null>(null)

  /** Gives what is found of the credential then; `null` where it was not mended, or could not be checked again. */
  async function mend(
    { uid, namespace, name, resourceVersion }: CheckResult,
    what: Mend,
  ): Promise<CheckResult | null> {
    if (mending.value !== '') return null
    mending.value = uid
    refused.value = null
    const credential = { uid, namespace, name, resourceVersion }
    const answer = await confirmed(api.checks.mend)({ context: context(), credential, mend: what })
    if (!answer.ok) refused.value = { uid, failure: answer.failure }
    const again = createCheckRun({ api, confirmed })
    await again.start({ context: context(), uids: [uid] })
    mending.value = ''
    return again.results.value[0] ?? null
  }

  return { mending, refused, mend }
}
