import { ref, shallowRef } from 'vue'
import type { ActivityWrite } from '../../../shared/activity-writes.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { SecretDetails, SecretEvents } from '../../../shared/secret-details.ts'
import type { Api } from '../../api.ts'

/** Identifies a Secret of an open context. */
interface NamedSecret {
  context: string
  namespace: string
  name: string
  /** Another Secret with the same name isn't meant. */
  uid: string
}

const nothing = { secret: null, failure: null, events: null, eventsFailure: null, record: null }
interface Read {
  secret: SecretDetails | null
  failure: Failure | null
  events: SecretEvents | null
  eventsFailure: Failure | null
  /** What Credenza did to it from this computer. `null` until read, or if it can't be. */
  record: { writes: readonly ActivityWrite[]; isWhole: boolean } | null
}

/** What the main process knows about the Secret of a credential. The newest answer wins. */
export function createDetailsReading(api: {
  details: Pick<Api['details'], 'read' | 'events'>
  activity: Pick<Api['activity'], 'ofSecret'>
}) {
  const read = shallowRef<Read>(nothing)
  const isReading = ref(false)
  let generation = 0

  return {
    read,
    isReading,
    /** Forgets everything, including pending answers. */
    clear(): void {
      generation += 1
      isReading.value = false
      read.value = nothing
    },
    /** Reads again. The previous data stays visible until then. */
    async refresh({ uid, ...secret }: NamedSecret): Promise<void> {
      generation += 1
      const mine = generation
      isReading.value = true
      const events = api.details.events(secret).then((result) => {
        if (mine !== generation) return
        read.value = result.ok
          ? { ...read.value, events: result.value, eventsFailure: null }
          : { ...read.value, eventsFailure: result.failure }
      })
      const record = api.activity.ofSecret(secret).then((result) => {
        if (mine === generation && result.ok) read.value = { ...read.value, record: result.value }
      })
      const result = await api.details.read(secret)
      if (mine !== generation) return
      isReading.value = false
      if (!result.ok) read.value = { ...read.value, failure: result.failure }
      else if (result.value.uid === uid) read.value = { ...read.value, secret: result.value, failure: null }
      else
        read.value = {
          ...read.value,
          failure: { code: 'secret-gone', namespace: secret.namespace, name: secret.name },
        }
      await Promise.all([events, record])
    },
  }
}
