import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { onNextFrame } from '../../ui/next-frame.ts'
import { createOpenContext } from './open-context.ts'

/** The live list of the open context. */
export const useOpenContext = defineStore('credentials', () =>
  createOpenContext({
    api: useApi(),
    schedule: onNextFrame,
    isHidden: () => document.hidden,
    now: () => Date.now(),
  }),
)
