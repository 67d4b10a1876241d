import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { onNextFrame } from '../../ui/next-frame.ts'
import { createCredentialsList } from './open-context.ts'

/** The live list of the open context. */
export const useCredentialsStore = defineStore('credentials', () =>
  createCredentialsList({ api: useApi(), schedule: onNextFrame, now: () => Date.now() }),
)
