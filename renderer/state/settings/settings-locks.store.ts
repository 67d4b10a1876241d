import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { LockableSetting, SettingsLocks } from '../../../shared/contract/settings.ts'
import { useApi } from '../../api.ts'

/** The settings that the site decides. They don't change while the application runs. */
export const useSettingsLocks = defineStore('settings-locks', () => {
  const api = useApi()
  const locks = shallowRef<SettingsLocks>({ names: [], file: '' })
  async function read(): Promise<void> {
    const result = await api.settings.locks({})
    if (result.ok) locks.value = result.value
  }
  void read()
  return {
    locks,
    isLocked: (name: LockableSetting): boolean => locks.value.names.includes(name),
    file: computed(() => locks.value.file),
  }
})
