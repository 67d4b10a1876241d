import { shallowRef } from 'vue'
import type { CheckResult, Mend } from '../../../shared/checks.ts'
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

/**
 * Fixes findings and rechecks each credential after its fix. Of one credential, only one fix is under way at a time: the
 * next one is decided on the version that the fix leaves.
 */
export function createMending({ api, confirmed, context }: MendingDeps) {
  /** The uids of the credentials being fixed. */
  const underWay = shallowRef<ReadonlySet<string>>(new Set())

  /** Returns the credential as it is now, with the reason if it wasn't fixed. */
  async function fix(before: CheckResult, mend: Mend): Promise<CheckResult> {
    const { uid, namespace, name, resourceVersion } = before
    underWay.value = new Set([...underWay.value, uid])
    const credential = { uid, namespace, name, resourceVersion }
    const inContext = context()
    const answer = await confirmed(api.checks.mend)({ context: inContext, credential, mend })
    const again = createCheckRun({ api, confirmed })
    await again.start({ context: inContext, uids: [uid] })
    underWay.value = new Set([...underWay.value].filter((other) => other !== uid))
    const now = again.results.value[0] ?? { ...before, failure: again.failure.value }
    return answer.ok ? now : { ...now, failure: answer.failure }
  }

  /** The progress of fixing several alike. `null` if none is under way. */
  const progress = shallowRef<{ kind: Mend['kind']; done: number; of: number } | null>(null)
  /** Incremented by every start and stop. */
  let started = 0

  /**
   * Applies the fixes one after the other and reports each credential's new result, or why the fix was refused. A
   * further fix of the same credential uses the version that the previous one produced.
   */
  async function mendAll(
    { kind, mends }: MendsAlike,
    onMended: (result: CheckResult) => void,
  ): Promise<void> {
    if (underWay.value.size > 0 || progress.value !== null) return
    const mine = (started += 1)
    const newest = new Map<string, CheckResult>()
    for (const [done, { result, mend }] of mends.entries()) {
      progress.value = { kind, done, of: mends.length }
      const now = await fix(newest.get(result.uid) ?? result, mend)
      newest.set(result.uid, now)
      onMended(now)
      if (mine !== started) break
    }
    progress.value = null
  }

  return {
    ...{ underWay, progress, mendAll },
    /** Returns the credential's new result, or why it wasn't fixed. `null` if another fix must end first. */
    mend(result: CheckResult, mend: Mend): Promise<CheckResult | null> {
      const isBlocked = progress.value !== null || underWay.value.has(result.uid)
      return isBlocked ? Promise.resolve(null) : fix(result, mend)
    },
    /** Skips those that haven't begun. */
    stop: () => {
      started += 1
    },
  }
}

export type Mending = ReturnType<typeof createMending>
