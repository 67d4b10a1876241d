import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Failure } from '../../../shared/failure.ts'
import { useApi } from '../../api.ts'

/** What the user chose. A change shows at once; when it can't be kept for the next start, that is told. */
export const useSettingsStore = defineStore('settings', () => {
  const api = useApi()
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

  async function change(part: Partial<Settings>): Promise<void> {
    const mine = ++lastChange
    current.value = { ...current.value, ...part }
    const result = await api.settings.change(part)
    if (!result.ok) failure.value = result.failure
    else if (mine === lastChange) current.value = result.value
  }

  const dismissFailure = () => void (failure.value = null)
  return { current, failure, isRead, read, change, dismissFailure }
})
