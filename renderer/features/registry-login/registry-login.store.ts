import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'

/** The credential whose login a person wants to test. */
export const useRegistryLogin = defineStore('registry-login', () => {
  const openContext = useOpenContext()
  const asked = shallowRef<Credential | null>(null)
  watch(
    () => openContext.context,
    () => void (asked.value = null),
  )
  return {
    asked,
    ask: (credential: Credential) => void (asked.value = credential),
    close: () => void (asked.value = null),
  }
})
