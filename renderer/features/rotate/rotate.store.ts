import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'

/** The credential whose dialog of rotation is open. */
export const useRotate = defineStore('rotate', () => {
  const openContext = useOpenContext()
  const asked = shallowRef<Credential | null>(null)
  const close = () => void (asked.value = null)
  watch(() => openContext.context, close)
  return { asked, open: (credential: Credential) => void (asked.value = credential), close }
})
