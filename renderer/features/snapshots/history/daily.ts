import { ref, shallowRef } from 'vue'
import type { DailyState } from '../../../../shared/contract/snapshots.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'

/** Which contexts have a daily snapshot, and how the last attempt of each went. */
export function createDaily(api: Pick<Api, 'snapshots'>) {
  const state = shallowRef<DailyState>({ contexts: [], folder: null, last: [] })
  const failure = shallowRef<Failure | null>(null)
  const isRead = ref(false)
  let lastQuestion = 0
  api.snapshots.dailyTaken((told) => void (state.value = told))

  async function read(): Promise<void> {
    const mine = ++lastQuestion
    const result = await api.snapshots.daily({})
    if (mine !== lastQuestion) return
    isRead.value = true
    failure.value = result.ok ? null : result.failure
    if (result.ok) state.value = result.value
  }

  /** A switch changes immediately. If that is refused, it goes back. */
  async function keep(context: string, isOn: boolean): Promise<void> {
    const mine = ++lastQuestion
    const rest = state.value.contexts.filter((other) => other !== context)
    state.value = { ...state.value, contexts: isOn ? [...rest, context] : rest }
    const result = await api.snapshots.keepDaily({ context, isOn })
    if (mine !== lastQuestion) return
    failure.value = result.ok ? null : result.failure
    // An earlier one may have been refused, too.
    const actual = result.ok ? result : await api.snapshots.daily({})
    if (actual.ok && mine === lastQuestion) state.value = actual.value
  }

  return { state, failure, isRead, read, keep }
}
