import { defineStore } from 'pinia'
import { useApi } from '../../../api.ts'
import { useSettingsStore } from '../../../state/settings/settings.store.ts'
import { createComparing } from './comparing.ts'
import { useOpenedSnapshots } from '../file/opened-snapshots.store.ts'

/** The comparison of this session. */
export const useComparing = defineStore('comparing', () => {
  const opened = useOpenedSnapshots()
  const settings = useSettingsStore()
  return createComparing({
    api: useApi(),
    ageLimits: () => settings.current.ageLimits,
    open: opened.open,
    find: opened.find,
  })
})
