import { computed, ref, shallowRef } from 'vue'
import type { Health } from '../../../../shared/contract/cluster.ts'
import type { UnregisteredMessage } from '../../../../shared/contract/secrets.ts'
import type { UnregisteredSecret } from '../../../../shared/credential.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'
import type { RowChange } from '../../../ui/grid/ordered-rows.ts'

interface Deps {
  api: Pick<Api, 'secrets'>
  /** Told of every change; `null`: everything is gone. */
  onChange: (change: RowChange<UnregisteredSecret> | null) => void
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * The secrets of one namespace that are not registered, live while it is open. What a list tells that was left is
 * dropped.
 */
export function createUnregisteredList({ api, onChange, now }: Deps) {
  const rows = new Map<string, UnregisteredSecret>()
  const changedAt = new Map<string, number>()
  const health = shallowRef<Health | null>(null)
  /** When the list was requested. */
  const openedAt = ref(0)
  const listedAt = ref('')
  /** Counts the changes, for what is derived from the rows. */
  const version = ref(0)
  const isFollowed = ref(false)
  let stop: (() => void) | null = null

  function take(message: UnregisteredMessage): void {
    switch (message.kind) {
      case 'health':
        health.value = message.health
        return
      case 'listed':
        listedAt.value = message.asOf
        return
      case 'rows':
        takeRows(message)
    }
  }

  function takeRows({ secrets, removed }: UnregisteredMessage & { kind: 'rows' }): void {
    for (const secret of secrets) {
      rows.set(secret.uid, secret)
      if (listedAt.value !== '') changedAt.set(secret.uid, now())
    }
    for (const uid of removed) {
      rows.delete(uid)
      changedAt.delete(uid)
    }
    version.value += 1
    onChange({ changed: secrets, removed })
  }

  function fail(failure: Failure): void {
    isFollowed.value = false
    health.value = { state: 'failed', asOf: listedAt.value, failure }
  }

  /** Ends asking; what came in stays, as of then. */
  function leave(): void {
    stop?.()
    stop = null
    isFollowed.value = false
  }

  /** Ends asking, and forgets. */
  function close(): void {
    leave()
    rows.clear()
    changedAt.clear()
    health.value = null
    listedAt.value = ''
    version.value += 1
    onChange(null)
  }

  /** Lists the secrets of a namespace, in the place of what was open. */
  function open(context: string, namespace: string): void {
    close()
    openedAt.value = now()
    health.value = { state: 'listing' }
    isFollowed.value = true
    stop = api.secrets.unregistered(
      { context, namespace },
      {
        onMessage: take,
        onEnd: () => fail({ code: 'connection-cut', server: context }),
        onFailure: fail,
      },
    )
  }

  function cancel(): void {
    leave()
    fail({ code: 'cancelled', operation: 'list' })
  }

  return {
    health,
    openedAt,
    /** The main process has the rows as well, and keeps them current. */
    isFollowed,
    isListed: computed(() => listedAt.value !== ''),
    version,
    rows: () => rows.values(),
    find: (uid: string) => rows.get(uid),
    rowChangedAt: (row: { uid: string }) => changedAt.get(row.uid) ?? 0,
    open,
    close,
    cancel,
  }
}
