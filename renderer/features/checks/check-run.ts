import { computed, ref, shallowRef } from 'vue'
import type { CheckResult, Found, UncheckedPlaces } from '../../../shared/checks.ts'
import type { CheckMessage } from '../../../shared/contract/checks.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

/** What to check: credentials by uid, or all of the context. */
export interface CheckRequest {
  context: string
  uids: string[] | null
}

/** `stopped`: a person stopped it. The results so far stay. */
type CheckRunState = 'idle' | 'checking' | 'done' | 'stopped' | 'failed'

export interface CheckRunDeps {
  api: { checks: Pick<Api['checks'], 'run'> }
  /** Repeats a call once a person has agreed to send values over its connection. */
  confirmed: <I, O>(call: (input: I) => Promise<Result<O>>) => (input: I) => Promise<Result<O>>
}

/** A check of some credentials: its results so far, its progress, and where it couldn’t look. */
export function createCheckRun({ api, confirmed }: CheckRunDeps) {
  const state = ref<CheckRunState>('idle')
  const results = shallowRef<readonly CheckResult[]>([])
  const unchecked = shallowRef<readonly UncheckedPlaces[]>([])
  const progress = shallowRef({ done: 0, of: 0 })
  const failure = shallowRef<Failure | null>(null)
  let byUid = new Map<string, CheckResult>()
  let end = () => {}
  /** Counts the checks, to ignore older ones. */
  let started = 0

  function take(message: CheckMessage): void {
    switch (message.kind) {
      case 'results':
        for (const result of message.results) byUid.set(result.uid, result)
        results.value = [...byUid.values()]
        return
      case 'progress':
        progress.value = message
        return
      case 'unchecked':
        unchecked.value = message.places
    }
  }

  const ended = (request: CheckRequest): Promise<Result<null>> =>
    new Promise((resolve) => {
      const stopStream = api.checks.run(request, {
        onMessage: take,
        onEnd: () => resolve({ ok: true, value: null }),
        onFailure: (reason) => resolve({ ok: false, failure: reason }),
      })
      end = () => {
        stopStream()
        resolve({ ok: true, value: null })
      }
    })

  function stop(): void {
    started += 1
    end()
    end = () => {}
    if (state.value === 'checking') state.value = 'stopped'
  }

  async function run(request: CheckRequest): Promise<void> {
    const mine = (started += 1)
    state.value = 'checking'
    failure.value = null
    const answer = await confirmed(ended)(request)
    if (mine !== started) return
    failure.value = answer.ok ? null : answer.failure
    state.value = answer.ok ? 'done' : 'failed'
  }

  return {
    state,
    results,
    unchecked,
    progress,
    failure,
    /** Credentials with findings, or that couldn't be read, by namespace and name: namespaces answer in any order. */
    troubled: computed(() =>
      results.value
        .filter(({ found, failure: why }) => found.length > 0 || why !== null)
        .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
    ),
    stop,
    /** Starts over. Previous results are dropped. */
    start(request: CheckRequest): Promise<void> {
      stop()
      byUid = new Map()
      results.value = []
      unchecked.value = []
      progress.value = { done: 0, of: 0 }
      return run(request)
    },
    /**
     * Takes the result of checking one of the credentials alone, which can't know which others share its value. One that
     * isn't among the results belongs to an earlier check.
     */
    replace(result: CheckResult): void {
      const before = byUid.get(result.uid)
      if (before === undefined) return
      const own = result.found.filter((each) => !isShared(each))
      byUid.set(result.uid, { ...result, found: [...own, ...before.found.filter(isShared)] })
      results.value = [...byUid.values()]
    },
  }
}

const isShared = ({ finding }: Found): boolean => finding.code === 'same-value'
const placeOf = ({ namespace, name }: CheckResult): string => `${namespace}/${name}`
