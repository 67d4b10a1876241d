import { defineStore } from 'pinia'
import { useApi } from '../../../api.ts'
import { createDaily } from './daily.ts'

/** The daily snapshots. */
export const useDaily = defineStore('daily', () => createDaily(useApi()))
