import { defineStore } from 'pinia'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { useApi } from '../../api.ts'
import { createHistory } from './history.ts'

/** The snapshots of the chosen folder as a series. */
export const useHistory = defineStore('history', () =>
  createHistory({ api: useApi(), ageLimits: () => usualAgeLimits, now: () => Date.now() }),
)
