import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { throttle } from '../../../shared/throttle.ts'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createDetailsReading } from './details-reading.ts'
import { hasSecret } from './has-secret.ts'
import { createOpenDetails } from './open-details.ts'

/** Milliseconds for which a row has to stay open before its Secret is read: who walks over rows asks for none of them. */
const patience = 150
/** How often a Secret is read anew that changes all the time. */
const pace = 1000

/** The credential that the details panel shows, with what is read of its Secret. */
export const useDetails = defineStore('details', () => {
  const list = useOpenContext()
  const details = createOpenDetails(list)
  const reading = createDetailsReading(useApi())
  watch(() => list.context, details.close)

  function refresh(): void {
    const { value: credential } = details.credential
    if (credential === null || !hasSecret(credential)) return
    const { namespace, kubernetesName: name, uid } = credential
    void reading.refresh({ context: list.context, namespace, name, uid })
  }
  const again = throttle(pace, refresh)
  let settling: ReturnType<typeof setTimeout> | undefined
  watch(details.uid, (uid) => {
    clearTimeout(settling)
    again.stop()
    reading.clear()
    if (uid !== '') settling = setTimeout(refresh, patience)
  })
  // Every change of the Secret comes as another row.
  watch(details.credential, (now, before) => {
    if (now !== null && now.uid === before?.uid) again.ask()
  })
  watch(details.presence, refresh)
  watch(() => list.listedAt, again.ask)

  return {
    ...details,
    /** What was read of the Secret, as far as it came. */
    read: reading.read,
    isReading: reading.isReading,
    /** `null` until it was read. */
    secret: computed(() => reading.read.value.secret),
    refresh,
  }
})
