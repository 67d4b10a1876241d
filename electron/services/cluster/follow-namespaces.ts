import type { Failure } from '../../../shared/failure.ts'
import { isNamespaceName } from '../../../shared/kubernetes-name.ts'
import type { InformerHealth } from '../../kube/lists/informer.ts'
import { createLimit } from '../../base/limit.ts'
import type { SecretsSource, SourceDeps } from './secrets-source.ts'

/** Which of the namespaces have been read. */
export interface NamespacesProgress {
  /** How many there are to read. */
  of: number
  read: string[]
  /** Namespaces that the user can't read. */
  refused: string[]
}

export interface NamespacesSource extends SecretsSource {
  /** Follows exactly these from now on, in this order. */
  setNamespaces: (names: readonly string[]) => void
  progress: () => NamespacesProgress
  /** Whether all secrets of a namespace are known. */
  isRead: (namespace: string) => boolean
}

interface Followed {
  health: InformerHealth | null
  isListed: boolean
  uids: Set<string>
  refresh: () => void
  stop: () => void
}

/** Lists in progress at a time. */
const atOnce = 8
/** A secret is in one namespace, so that one number serves the lists of all of them. */
const list = 0

/**
 * Follows the secrets of single namespaces, with one list and one watch each, for users who can't list cluster-wide.
 * `refusal` is the cluster's answer to the cluster-wide list. It is reported while no namespace can be read.
 */
export function followNamespaces(deps: SourceDeps & { refusal: Failure }): NamespacesSource {
  const { connection, signal, inventory, refusal } = deps
  const followed = new Map<string, Followed>()
  const runLimited = createLimit(atOnce)
  /** Each has a watch, and each watch needs a connection. */
  const limit = connection.mostNamespaces
  let isTooMany = false
  const { server } = connection
  const tooMany: Failure = { code: 'answer-too-large', server, what: 'namespaces', limit }

  function follow(namespace: string): void {
    const left = new AbortController()
    const entry: Followed = {
      health: null,
      isListed: false,
      uids: new Set(),
      refresh: () => undefined,
      stop: () => left.abort(),
    }
    followed.set(namespace, entry)
    const following = connection.startInformer({
      path: `/api/v1/namespaces/${namespace}/secrets`,
      runLimited,
      signal: AbortSignal.any([signal, left.signal]),
      onRows: (rows, { listing }) => {
        for (const { uid } of rows) entry.uids.add(uid)
        inventory.put(list, rows, !listing)
        deps.onRows()
      },
      onRemoved: (gone) => {
        for (const uid of gone) entry.uids.delete(uid)
        inventory.remove(list, gone)
        deps.onRows()
      },
      onListed: () => {
        entry.isListed = true
        deps.onListed()
      },
      onHealth: (health) => {
        entry.health = health
        if (isRefused(health)) deps.onListed()
        deps.onHealth()
      },
    })
    entry.refresh = following.refresh
  }

  return {
    setNamespaces: (names) => {
      // The names are used in URLs, and not all of them come from the cluster.
      const all = new Set(names.filter(isNamespaceName))
      const wanted = new Set([...all].slice(0, limit))
      isTooMany = all.size > limit
      for (const [namespace, { stop, uids }] of followed) {
        if (wanted.has(namespace)) continue
        stop()
        followed.delete(namespace)
        inventory.remove(list, [...uids])
      }
      for (const namespace of wanted) if (!followed.has(namespace)) follow(namespace)
      deps.onRows()
    },
    isRead: (namespace) => followed.get(namespace)?.isListed === true,
    progress: () => {
      const refused = [...followed].filter(([, { health }]) => isRefused(health)).map(([name]) => name)
      const read = [...followed].filter(([, { isListed }]) => isListed).map(([name]) => name)
      return { of: followed.size, read, refused }
    },
    healths: () => {
      const readable = [...followed.values()]
        .map(({ health }) => health)
        .filter((health) => !isRefused(health))
      if (isTooMany) readable.push({ state: 'failed', asOf: '', failure: tooMany })
      return readable.length > 0 ? readable : [{ state: 'failed', asOf: '', failure: refusal }]
    },
    // If all refuse, nothing was read, which isn't an empty list.
    isListed: () => {
      const all = [...followed.values()]
      return (
        all.some(({ isListed }) => isListed) &&
        all.every(({ isListed, health }) => isListed || isRefused(health))
      )
    },
    refresh: () => {
      for (const { refresh } of followed.values()) refresh()
    },
  }
}

/** Permanently refused: forbidden or deleted. */
const isRefused = (health: InformerHealth | null): boolean =>
  health?.state === 'failed' &&
  health.asOf === '' &&
  (health.failure.code === 'forbidden' || health.failure.code === 'not-found')
