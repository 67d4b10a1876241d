import { defineStore } from 'pinia'
import { useApi } from '../../../api.ts'
import { useSettingsStore } from '../../../state/settings/settings.store.ts'
import { createHistory } from './history.ts'

/** The snapshots of the chosen folder as a series. */
export const useHistory = defineStore('history', () => {
  const settings = useSettingsStore()
  return createHistory({ api: useApi(), ageLimits: () => settings.current.ageLimits, now: () => Date.now() })
})
