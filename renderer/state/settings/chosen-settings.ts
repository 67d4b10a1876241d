import { ref, shallowRef } from 'vue'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

/** The user's settings. A change applies immediately; if it can't be saved, that is reported. */
export function createChosenSettings(api: Pick<Api, 'settings'>) {
  const current = shallowRef<Settings>(Settings.parse({}))
  const failure = shallowRef<Failure | null>(null)
  const isRead = ref(false)
  let lastChange = 0

  /** A change that was made meanwhile reports what is set after it. */
  async function read(): Promise<void> {
    const before = lastChange
    const result = await api.settings.read({})
    isRead.value = true
    if (!result.ok) failure.value = result.failure
    else if (before === lastChange) current.value = result.value
  }

  async function change(part: Partial<Settings>): Promise<void> {
    const mine = ++lastChange
    current.value = { ...current.value, ...part }
    const result = await api.settings.change(part)
    // A later change also writes this one, and reports the outcome.
    if (mine !== lastChange) return
    failure.value = result.ok ? null : result.failure
    if (result.ok) current.value = result.value
    // It may apply to this run and only not be saved.
    else await read()
  }

  return {
    current,
    failure,
    isRead,
    read,
    change,
    /** Retries saving everything that was changed. */
    keepAgain: () => change({}),
    dismissFailure: () => void (failure.value = null),
  }
}
