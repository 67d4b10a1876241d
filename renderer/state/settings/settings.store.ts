import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createChosenSettings } from './chosen-settings.ts'

/** What the user chose. */
export const useSettingsStore = defineStore('settings', () => createChosenSettings(useApi()))
