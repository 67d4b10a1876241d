import { shallowRef } from 'vue'
import type { AskedCredential } from '../../../shared/credential-address.ts'
import type { Credential } from '../../../shared/credential.ts'

interface Deps {
  list: {
    credentialRows: () => Iterable<Credential>
    onCredentials: (listener: () => void) => () => void
  }
  /** The open context. Empty for none. */
  context: () => string
  /** Whether the list is complete. */
  isComplete: () => boolean
  /** The uid of what the details show. Empty for nothing. */
  shown: () => string
  /** `isAsked`: requested on the command line, not just previously open. */
  show: (row: Credential, isAsked: boolean) => void
}

/**
 * Waits for the row of a credential that was requested, or was open when Credenza ended. A requested one that the
 * complete list doesn't contain is `missing`.
 */
export function createWantedCredential({ list, context, isComplete, shown, show }: Deps) {
  const missing = shallowRef<AskedCredential | null>(null)
  let wanted: { credential: AskedCredential; isAsked: boolean; shownBefore: string } | null = null

  /** Whether it still waits. Not if a person has opened something else meanwhile: a list can take long. */
  function isWaiting(): boolean {
    if (wanted !== null && !['', wanted.shownBefore].includes(shown())) wanted = null
    return wanted !== null
  }

  function find({ namespace, name }: AskedCredential): Credential | undefined {
    for (const row of list.credentialRows())
      if (row.namespace === namespace && row.kubernetesName === name) return row
    return undefined
  }

  /** Looks again: rows arrived, the list is complete, or another context is open. */
  function look(): void {
    if (!isWaiting() || wanted === null || context() === '') return
    const { credential, isAsked } = wanted
    if (credential.context !== null && credential.context !== context()) {
      // It is only looked for in the context for which it was requested.
      if (isComplete()) wanted = null
      return
    }
    const row = find(credential)
    if (row !== undefined) {
      wanted = null
      show(row, isAsked)
    } else if (isComplete()) {
      wanted = null
      if (isAsked) missing.value = { ...credential, context: context() }
    }
  }
  list.onCredentials(look)

  return {
    missing,
    isWaiting,
    want(credential: AskedCredential, isAsked: boolean): void {
      missing.value = null
      wanted = { credential, isAsked, shownBefore: shown() }
      look()
    },
    /** A person moved on to something else. */
    forget(): void {
      wanted = null
      missing.value = null
    },
    look,
  }
}
