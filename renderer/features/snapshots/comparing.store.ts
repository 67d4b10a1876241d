import { defineStore } from 'pinia'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { useApi } from '../../api.ts'
import { createComparing } from './comparing.ts'
import { useOpenedSnapshots } from './opened-snapshots.store.ts'

/** The comparison of this session. */
export const useComparing = defineStore('comparing', () => {
  const opened = useOpenedSnapshots()
  return createComparing({
    api: useApi(),
    ageLimits: () => usualAgeLimits,
    open: opened.open,
    find: opened.find,
  })
})
