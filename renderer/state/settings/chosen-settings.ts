import { ref, shallowRef } from 'vue'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

/** What the user chose. A change shows at once; when it can't be kept for the next start, that is reported. */
export function createChosenSettings(api: Pick<Api, 'settings'>) {
  const current = shallowRef<Settings>(Settings.parse({}))
  const failure = shallowRef<Failure | null>(null)
  const isRead = ref(false)
  let lastChange = 0

  async function read(): Promise<void> {
    const result = await api.settings.read({})
    isRead.value = true
    if (result.ok) current.value = result.value
    else failure.value = result.failure
  }

  /** Takes over what holds in this run after a change that failed: it may hold and only not be written. */
  async function readAfter(change: number): Promise<void> {
    const result = await api.settings.read({})
    if (result.ok && change === lastChange) current.value = result.value
  }

  async function change(part: Partial<Settings>): Promise<void> {
    const mine = ++lastChange
    current.value = { ...current.value, ...part }
    const result = await api.settings.change(part)
    // A later change writes this one, too, and tells how that went.
    if (mine !== lastChange) return
    failure.value = result.ok ? null : result.failure
    if (result.ok) current.value = result.value
    else await readAfter(mine)
  }

  return {
    current,
    failure,
    isRead,
    read,
    change,
    /** Tries once more to keep all that was changed. */
    keepAgain: () => change({}),
    dismissFailure: () => void (failure.value = null),
  }
}
