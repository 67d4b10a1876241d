import { computed, shallowRef } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import type { ChangeListener } from '../../state/open-context/list-rows.ts'

/** The list whose rows are shown. */
interface DetailsList {
  unusedRows: () => Iterable<{ uid: string }>
  onCredentials: (listener: ChangeListener<Credential>) => () => void
}

/**
 * The state of the shown credential in the list: in it; its secret exists but is no longer a credential; gone, or no
 * longer visible; or gone, and another with its name exists.
 */
export type Presence = 'there' | 'released' | 'gone' | 'replaced'

const isSamePlace = (a: Credential, b: Credential): boolean =>
  a.namespace === b.namespace && a.kubernetesName === b.kubernetesName

/** The credential in the panel, kept current by the list. What left the list stays visible and says so. */
export function createOpenDetails(list: DetailsList) {
  const credential = shallowRef<Credential | null>(null)
  const presence = shallowRef<Presence>('there')
  /** The credential that has its Kubernetes name now. */
  const successor = shallowRef<Credential | null>(null)

  function open(row: Credential): void {
    credential.value = row
    presence.value = 'there'
    successor.value = null
  }

  function close(): void {
    credential.value = null
    successor.value = null
  }

  function leave(uid: string): void {
    const isUnused = [...list.unusedRows()].some((secret) => secret.uid === uid)
    presence.value = isUnused ? 'released' : 'gone'
  }

  list.onCredentials((change) => {
    const shown = credential.value
    // All rows are removed when the context is left or reopened.
    if (change === null || shown === null) return
    for (const row of change.changed) {
      if (row.uid === shown.uid) open(row)
      else if (presence.value !== 'there' && isSamePlace(row, shown)) {
        presence.value = 'replaced'
        successor.value = row
      }
    }
    if (!change.removed.includes(shown.uid)) return
    leave(shown.uid)
    for (const row of change.changed)
      if (row.uid !== shown.uid && isSamePlace(row, shown)) {
        presence.value = 'replaced'
        successor.value = row
      }
  })

  return {
    credential,
    presence,
    successor,
    uid: computed(() => credential.value?.uid ?? ''),
    isOpen: computed(() => credential.value !== null),
    open,
    close,
    /** Shows another row if the panel is open. */
    follow(row: Credential): void {
      if (credential.value !== null && credential.value.uid !== row.uid) open(row)
    },
  }
}
