import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { useCredentialsStore } from '../open-context/open-context.store.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { createContexts } from './contexts.ts'

/** The contexts of the kubeconfig, and which of them is open. */
export const useContextsStore = defineStore('contexts', () =>
  createContexts({ api: useApi(), settings: useSettingsStore(), credentials: useCredentialsStore() }),
)
