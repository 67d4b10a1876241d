import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { useOpenContext } from './open-context.store.ts'
import { createNamedNamespaces } from './named-namespaces.ts'

/** The namespaces that the user named for the open context. */
export const useNamedNamespaces = defineStore('named-namespaces', () =>
  createNamedNamespaces({ api: useApi(), settings: useSettingsStore(), openContext: useOpenContext() }),
)
