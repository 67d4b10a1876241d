import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { throttle } from '../../../shared/throttle.ts'
import { useApi } from '../../api.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useSettingsStore } from '../../state/settings/settings.store.ts'
import { onPageEnd } from '../../ui/page-end.ts'
import { createDetailsReading } from './details-reading.ts'
import { hasSecret } from './has-secret.ts'
import { createOpenDetails } from './open-details.ts'
import { standingOf } from './standing.ts'
import { createWantedCredential } from './wanted-credential.ts'

/** Milliseconds for which a row must stay open before its Secret is read, so that moving through rows reads none. */
const patience = 150
/** Minimum milliseconds between reads of a Secret that keeps changing. */
const pace = 1000

/** The credential in the details panel, with what was read of its Secret. */
export const useDetails = defineStore('details', () => {
  const list = useOpenContext()
  const view = useCredentialsView()
  const settings = useSettingsStore()
  const details = createOpenDetails(list)
  const api = useApi()
  const reading = createDetailsReading(api)
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
    reading.clear()
    if (uid !== '') settling = setTimeout(refresh, patience)
  })
  // Every change of the Secret arrives as a new row.
  watch(details.credential, (now, before) => {
    if (now !== null && now.uid === before?.uid) again.ask()
  })
  watch(details.presence, refresh)
  // A refused write changes no row.
  api.activity.changed(again.ask)
  // Permissions may have changed when the list is refreshed or fails.
  watch(() => [list.listedAt, list.health?.state], again.ask)

  const wanted = createWantedCredential({
    list,
    context: () => list.context,
    isComplete: () => list.isComplete,
    shown: () => details.uid.value,
    show: (row, isAsked) => {
      details.open(row)
      if (isAsked) view.leadTo(row)
    },
  })
  watch(() => [list.context, list.isComplete], wanted.look)

  function keepOpen(): void {
    const { value: credential } = details.credential
    const openCredential =
      credential === null
        ? null
        : { context: list.context, namespace: credential.namespace, name: credential.kubernetesName }
    if (JSON.stringify(openCredential) === JSON.stringify(settings.current.openCredential)) return
    void settings.change({ openCredential })
  }
  /** Shows what was open in the last run. From then on, remembers what is open. */
  function restore(): void {
    const { openCredential } = settings.current
    if (openCredential !== null && !wanted.isWaiting() && !details.isOpen.value)
      wanted.want(openCredential, false)
    const later = throttle(patience, keepOpen)
    watch(details.uid, () => {
      if (!wanted.isWaiting()) later.ask()
    })
    onPageEnd(() => {
      if (!wanted.isWaiting()) keepOpen()
    })
  }

  return {
    ...details,
    missing: wanted.missing,
    want: wanted.want,
    forgetMissing: wanted.forget,
    restore,
    /** What was read of the Secret so far. */
    read: reading.read,
    isReading: reading.isReading,
    /** Its state, according to the list and the cluster. */
    standing: computed(() => {
      const { failure, secret } = reading.read.value
      const isRead = secret !== null
      return standingOf(details.presence.value, { failure, isRead, isReading: reading.isReading.value })
    }),
    /** `null` until read. */
    secret: computed(() => reading.read.value.secret),
    refresh,
  }
})
