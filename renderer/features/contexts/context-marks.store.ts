import { defineStore } from 'pinia'
import { useSettingsStore } from '../settings/settings.store.ts'
import { createContextMarks } from './context-marks.ts'

/** Names, colours and the protection that the user gave to contexts. */
export const useContextMarks = defineStore('context-marks', () =>
  createContextMarks({ settings: useSettingsStore() }),
)
