import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createChosenSettings } from './chosen-settings.ts'

/** The user's settings. */
export const useSettingsStore = defineStore('settings', () => createChosenSettings(useApi()))
