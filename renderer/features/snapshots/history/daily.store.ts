import { defineStore } from 'pinia'
import { useApi } from '../../../api.ts'
import { createDaily } from './daily.ts'

/** The snapshots that are kept every day. */
export const useDaily = defineStore('daily', () => createDaily(useApi()))
