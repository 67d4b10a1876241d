import { shallowRef } from 'vue'
import type { AskedCredential } from '../../../shared/credential-address.ts'
import type { Credential } from '../../../shared/credential.ts'

interface Deps {
  list: {
    credentialRows: () => Iterable<Credential>
    onCredentials: (listener: () => void) => () => void
  }
  /** The open context, empty for none. */
  context: () => string
  /** Whether the list was read to its end. */
  isComplete: () => boolean
  /** `isAsked`: on the command line, and not only because it was open before. */
  show: (row: Credential, isAsked: boolean) => void
}

/**
 * Waits for the row of a credential that was requested, or that was open when Credenza was left. What a person asked for
 * and the whole list does not have is `missing`.
 */
export function createWantedCredential({ list, context, isComplete, show }: Deps) {
  const missing = shallowRef<AskedCredential | null>(null)
  let wanted: { credential: AskedCredential; isAsked: boolean } | null = null

  function find({ namespace, name }: AskedCredential): Credential | undefined {
    for (const row of list.credentialRows())
      if (row.namespace === namespace && row.kubernetesName === name) return row
    return undefined
  }

  /** Looks again: rows came, the list is whole, or another context is open. */
  function look(): void {
    if (wanted === null || context() === '') return
    const { credential, isAsked } = wanted
    if (credential.context !== null && credential.context !== context()) {
      // It is looked for where it was asked for, and nowhere else.
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
    /** Whether something is still looked for. */
    isWaiting: () => wanted !== null,
    want(credential: AskedCredential, isAsked: boolean): void {
      missing.value = null
      wanted = { credential, isAsked }
      look()
    },
    /** A person went on to something else. */
    forget(): void {
      wanted = null
      missing.value = null
    },
    look,
  }
}
