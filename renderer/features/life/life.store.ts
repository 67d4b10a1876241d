import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import { useApi } from '../../api.ts'
import { whenUnattended } from '../../ui/when-unattended.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createUndoOffer } from './undo-offer.ts'

/** What a person asked to do with credentials. */
type LifeQuestion =
  | { kind: 'rename' | 'expiry'; credential: Credential }
  | { kind: 'end'; credentials: readonly Credential[] }

/** The open dialog about credentials, and what was just changed. */
export const useLife = defineStore('life', () => {
  const openContext = useOpenContext()
  const asked = shallowRef<LifeQuestion | null>(null)
  /** Expiring credentials of the open context were viewed or dismissed. */
  const isExpiryTold = ref(false)
  const { state, ...offer } = createUndoOffer({ api: useApi(), after: whenUnattended })
  watch(
    () => openContext.context,
    () => {
      asked.value = null
      isExpiryTold.value = false
      offer.dismiss()
    },
  )
  return {
    asked,
    isExpiryTold,
    news: state,
    ...offer,
    rename: (credential: Credential) => void (asked.value = { kind: 'rename', credential }),
    expiry: (credential: Credential) => void (asked.value = { kind: 'expiry', credential }),
    /** Releases them, or deletes their secrets. */
    end: (credentials: readonly Credential[]) => void (asked.value = { kind: 'end', credentials }),
    close: () => void (asked.value = null),
  }
})
