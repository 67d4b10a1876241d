import type { AccountRights, ClusterMessage } from '../../../shared/contract/cluster.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { aborted, type StreamSink } from '../stream.ts'
import { askAccountRights } from './account-rights.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { openCluster, type OpenCluster } from './open-cluster.ts'

/** A context that a window has open: its list, if there is one, and a way to start over from the kubeconfig. */
interface Kept {
  opened: OpenCluster | null
  reopen: () => void
}

/** Receives the messages of each context. */
type ChangeListener = (context: string, message: ClusterMessage) => void

/**
 * The open clusters by context: opens and refreshes them, and finds them for other services. `onClosed` is called with
 * each context that was closed.
 */
export function createClusterService(
  access: ClusterAccess,
  onClosed: (context: string) => void = () => undefined,
) {
  const kept = new Map<string, Kept>()
  const listeners = new Set<ChangeListener>()

  function openOf(context: string): OpenCluster {
    const opened = kept.get(context)?.opened
    if (opened == null) throw failed('list-not-open', { context })
    return opened
  }

  return {
    /** Returns an open context. Throws `list-not-open` if it isn't open. */
    opened: (context: string): OpenCluster => openOf(context),
    isOpen: (context: string): boolean => kept.get(context)?.opened != null,

    /**
     * Lists and follows a context until the signal is aborted. Rejects if the context can't be opened at all. If it
     * can't be reopened, reports the failure on top of the current list; a refresh tries again.
     */
    async open({ context }: { context: string }, stream: StreamSink<ClusterMessage>): Promise<void> {
      const mine: Kept = { opened: null, reopen: () => undefined }
      let told: string[] = []
      let listedAt = ''
      const send = (message: ClusterMessage) => {
        if (message.kind === 'listed') listedAt = message.asOf
        stream.send(message)
        for (const listener of [...listeners]) listener(context, message)
      }
      kept.set(context, mine)
      try {
        while (!stream.signal.aborted) {
          const left = new AbortController()
          mine.reopen = () => left.abort()
          const signal = AbortSignal.any([stream.signal, left.signal])
          try {
            const opened = await openCluster(access, { context, toldBefore: told, send, signal })
            mine.opened = opened
            try {
              await aborted(signal)
              told = opened.list.told()
            } finally {
              mine.opened = null
              await opened.close()
            }
          } catch (error) {
            if (signal.aborted) continue
            const failure = failureOf(error)
            if (listedAt === '' || failure === null) throw error
            send({ kind: 'health', health: { state: 'failed', asOf: listedAt, failure } })
            await aborted(signal)
          }
        }
      } finally {
        if (kept.get(context) === mine) {
          kept.delete(context)
          onClosed(context)
        }
      }
    },

    /** Calls the listener with each context's messages to the window, until the signal is aborted. */
    onChange(listener: ChangeListener, signal: AbortSignal): void {
      if (signal.aborted) return
      listeners.add(listener)
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true })
    },

    /**
     * Lists again, and asks again what the user may do. After a permanent failure it starts over from the kubeconfig,
     * which may have been fixed.
     */
    refresh({ context }: { context: string }): null {
      const found = kept.get(context)
      if (found === undefined) throw failed('list-not-open', { context })
      const { opened, reopen } = found
      opened?.rights.forget()
      if (opened === null || opened.list.hasFailed()) reopen()
      else opened.list.refresh()
      return null
    },

    /** What the user may write in an open context. */
    rights: ({ context, isAnew }: { context: string; isAnew: boolean }): Promise<AccountRights> => {
      const opened = openOf(context)
      if (isAnew) opened.rights.forget()
      return askAccountRights(opened)
    },

    /** Rereads what depends on a setting that changed. */
    applySettings(): void {
      for (const { opened } of kept.values()) opened?.list.settingsChanged()
    },

    /** Saves namespaces that the user named, and lists them immediately. */
    async nameNamespaces({ context, namespaces }: { context: string; namespaces: string[] }): Promise<null> {
      await access.namedNamespaces.change(context, namespaces)
      openOf(context).list.chooseNamespaces()
      return null
    },
  }
}

export type ClusterService = ReturnType<typeof createClusterService>
