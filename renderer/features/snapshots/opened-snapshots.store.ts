import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { createOpenedSnapshots } from './opened-snapshots.ts'

/** The snapshots that are open in this session. */
export const useOpenedSnapshots = defineStore('opened-snapshots', () =>
  createOpenedSnapshots({ api: useApi(), ageLimits: () => usualAgeLimits, now: () => Date.now() }),
)
