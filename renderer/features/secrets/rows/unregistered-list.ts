import { computed, ref, shallowRef } from 'vue'
import type { Health } from '../../../../shared/contract/cluster.ts'
import type { UnregisteredMessage } from '../../../../shared/contract/secrets.ts'
import type { UnregisteredSecret } from '../../../../shared/credential.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'
import type { RowChange } from '../../../ui/grid/ordered-rows.ts'

interface Deps {
  api: Pick<Api, 'secrets'>
  /** Called with every change. `null`: everything was removed. */
  onChange: (change: RowChange<UnregisteredSecret> | null) => void
  /** Milliseconds since 1970. */
  now: () => number
}

/** The unregistered secrets of one namespace, live while it is open. Messages of a list that was left are dropped. */
export function createUnregisteredList({ api, onChange, now }: Deps) {
  const rows = new Map<string, UnregisteredSecret>()
  const changedAt = new Map<string, number>()
  const health = shallowRef<Health | null>(null)
  /** When the list was requested. */
  const openedAt = ref(0)
  const listedAt = ref('')
  /** Incremented by every change, for what depends on the rows. */
  const version = ref(0)
  const isFollowed = ref(false)
  let stop: (() => void) | null = null
  let place = ''
  /** While a namespace is read again: the uids of rows that were there before and haven't arrived yet. */
  let before: Set<string> | null = null

  function take(message: UnregisteredMessage): void {
    switch (message.kind) {
      case 'health':
        health.value = message.health
        return
      case 'listed':
        if (before !== null && before.size > 0) takeRows({ kind: 'rows', secrets: [], removed: [...before] })
        before = null
        listedAt.value = message.asOf
        return
      case 'rows':
        takeRows(message)
    }
  }

  function takeRows({ secrets, removed }: UnregisteredMessage & { kind: 'rows' }): void {
    for (const secret of secrets) {
      rows.set(secret.uid, secret)
      if (listedAt.value !== '' && before === null) changedAt.set(secret.uid, now())
      before?.delete(secret.uid)
    }
    for (const uid of removed) {
      before?.delete(uid)
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

  /** Stops following. The rows stay as they were. */
  function leave(): void {
    stop?.()
    stop = null
    isFollowed.value = false
  }

  /** Stops following, and clears the rows. */
  function close(): void {
    leave()
    place = ''
    before = null
    rows.clear()
    changedAt.clear()
    health.value = null
    listedAt.value = ''
    version.value += 1
    onChange(null)
  }

  /** Lists the secrets of a namespace, replacing the open one. Read again, its rows stay until the new ones are there. */
  function open(context: string, namespace: string): void {
    const next = JSON.stringify([context, namespace])
    if (next === place && rows.size > 0) {
      leave()
      before = new Set(rows.keys())
    } else close()
    place = next
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
    /** The main process also has the rows, and keeps them current. */
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
