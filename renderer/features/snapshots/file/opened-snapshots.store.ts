import { defineStore } from 'pinia'
import { useApi } from '../../../api.ts'
import { useSettingsStore } from '../../../state/settings/settings.store.ts'
import { createOpenedSnapshots } from './opened-snapshots.ts'

/** The snapshots that are open in this session. */
export const useOpenedSnapshots = defineStore('opened-snapshots', () => {
  const settings = useSettingsStore()
  return createOpenedSnapshots({
    api: useApi(),
    ageLimits: () => settings.current.ageLimits,
    now: () => Date.now(),
  })
})
