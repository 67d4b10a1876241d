import { ref, shallowRef } from 'vue'
import type { CheckResult, Mend } from '../../../shared/checks.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createCheckRun, type CheckRunDeps } from './check-run.ts'

interface MendingDeps extends CheckRunDeps {
  api: { checks: Pick<Api['checks'], 'run' | 'mend'> }
  context: () => string
}

/** Findings of several credentials with the same kind of fix. */
export interface MendsAlike {
  kind: Mend['kind']
  mends: { result: CheckResult; mend: Mend }[]
}

/** Fixes that apply to more than one credential, in order of first occurrence. */
export function mendsAlike(results: readonly CheckResult[]): MendsAlike[] {
  const byKind = new Map<Mend['kind'], MendsAlike>()
  for (const result of results)
    for (const { mend } of result.found) {
      if (mend === null) continue
      const alike = byKind.get(mend.kind) ?? { kind: mend.kind, mends: [] }
      byKind.set(mend.kind, alike)
      alike.mends.push({ result, mend })
    }
  return [...byKind.values()].filter(({ mends }) => new Set(mends.map(({ result }) => result.uid)).size > 1)
}

/** Fixes findings, one at a time, and rechecks the credential after each. */
export function createMending({ api, confirmed, context }: MendingDeps) {
  /** The uid of the credential being fixed. Empty for none. */
  const mending = ref('')
  /** Why the last fix failed, and for which credential. */
  const refused = shallowRef<{ uid: string; failure: Failure } | null>(null)

  /** Returns the credential's new result. `null` if it wasn't fixed, or couldn't be rechecked. */
  async function mend(
    { uid, namespace, name, resourceVersion }: CheckResult,
    what: Mend,
  ): Promise<CheckResult | null> {
    if (mending.value !== '') return null
    mending.value = uid
    refused.value = null
    const credential = { uid, namespace, name, resourceVersion }
    const inContext = context()
    const answer = await confirmed(api.checks.mend)({ context: inContext, credential, mend: what })
    if (!answer.ok) refused.value = { uid, failure: answer.failure }
    const again = createCheckRun({ api, confirmed })
    await again.start({ context: inContext, uids: [uid] })
    mending.value = ''
    return again.results.value[0] ?? null
  }

  /** The progress of fixing several. `null` if none is under way. */
  const progress = shallowRef<{ done: number; of: number } | null>(null)
  /** Incremented by every start and stop. */
  let started = 0

  /**
   * Applies the fixes one after the other and reports each credential's new result, or why the fix was refused. A
   * further fix of the same credential uses the version that the previous one produced.
   */
  async function mendAll({ mends }: MendsAlike, onMended: (result: CheckResult) => void): Promise<void> {
    if (progress.value !== null) return
    const mine = (started += 1)
    const newest = new Map<string, CheckResult>()
    for (const [done, { result, mend: what }] of mends.entries()) {
      progress.value = { done, of: mends.length }
      const mended = await mend(newest.get(result.uid) ?? result, what)
      const failure = refused.value?.failure ?? mended?.failure ?? null
      const now = mended ?? result
      newest.set(result.uid, now)
      onMended({ ...now, failure })
      if (mine !== started) break
    }
    refused.value = null
    progress.value = null
  }

  return {
    ...{ mending, refused, mend, progress, mendAll },
    /** Skips those that haven't begun. */
    stop: () => {
      started += 1
    },
  }
}
