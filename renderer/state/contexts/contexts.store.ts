import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { createContexts } from './contexts.ts'

/** The contexts of the kubeconfig, and which one is open. */
export const useContextsStore = defineStore('contexts', () =>
  createContexts({ api: useApi(), settings: useSettingsStore(), openContext: useOpenContext() }),
)
