import type { CredentialsMessage } from '../../../shared/contract/credentials.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { SaveFile } from '../save-file.ts'
import { aborted, type Told } from '../stream.ts'
import { createDownload } from './download-list.ts'
import { followContext, type ClusterReach } from './follow-context.ts'
import type { OpenContext } from './open-context.ts'

export interface CredentialsRequest extends ClusterReach {
  /** The native dialog for a CSV of that name; `null` when it was cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
  saveFile: SaveFile
  /** Told of each file that was written, so that it may be shown in its folder. */
  onWritten: (path: string) => void
}

/** A context that is watched: its list, while there is one, and the way to begin anew from the kubeconfig. */
interface Watched {
  opened: OpenContext | null
  reopen: () => void
}

/** The credentials of clusters: watched, refreshed and downloaded. */
export function createCredentials(request: CredentialsRequest) {
  const { namedNamespaces, chooseFileToSave, saveFile, onWritten } = request
  const watched = new Map<string, Watched>()
  const listeners = new Set<(context: string) => void>()

  function openOf(context: string): OpenContext {
    const opened = watched.get(context)?.opened
    if (opened == null) throw failed('list-not-open', { context })
    return opened
  }

  return {
    /** A context that is watched now; throws `list-not-open` for any other. */
    opened: (context: string): OpenContext => openOf(context),
    isOpen: (context: string): boolean => watched.get(context)?.opened != null,

    /**
     * Lists and follows a context until the signal; rejects when the context can't be opened at all. Where it can't be
     * opened again, the failure is told over the list that there is, and a refresh tries once more.
     */
    async watch({ context }: { context: string }, stream: Told<CredentialsMessage>): Promise<void> {
      const mine: Watched = { opened: null, reopen: () => undefined }
      let told: string[] = []
      let listedAt = ''
      const send = (message: CredentialsMessage) => {
        if (message.kind === 'listed') listedAt = message.asOf
        stream.send(message)
        for (const listener of [...listeners]) listener(context)
      }
      watched.set(context, mine)
      try {
        while (!stream.signal.aborted) {
          const left = new AbortController()
          mine.reopen = () => left.abort()
          const signal = AbortSignal.any([stream.signal, left.signal])
          const onOpened = (opened: OpenContext) => void (mine.opened = opened)
          try {
            told = await followContext(request, { context, toldBefore: told, send, signal, onOpened })
          } catch (error) {
            const failure = failureOf(error)
            if (listedAt === '' || failure === null) throw error
            send({ kind: 'health', health: { state: 'failed', asOf: listedAt, failure } })
            await aborted(signal)
          } finally {
            mine.opened = null
          }
        }
      } finally {
        if (watched.get(context) === mine) watched.delete(context)
      }
    },

    /** Tells, until the signal, the name of each context whose list or its health has changed. */
    onChange(listener: (context: string) => void, signal: AbortSignal): void {
      if (signal.aborted) return
      listeners.add(listener)
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true })
    },

    /**
     * Lists anew, and asks anew what the user may do. What failed for good starts again from the kubeconfig, which may
     * have been mended.
     */
    refresh({ context }: { context: string }): null {
      const found = watched.get(context)
      if (found === undefined) throw failed('list-not-open', { context })
      const { opened, reopen } = found
      opened?.rights.forget()
      if (opened === null || opened.list.hasFailed()) reopen()
      else opened.list.refresh()
      return null
    },

    /** A setting was changed: what depends on it is read anew. */
    applySettings(): void {
      for (const { opened } of watched.values()) opened?.list.homeChanged()
    },

    /** Keeps namespaces that the user named, and looks into them at once. */
    async nameNamespaces({ context, namespaces }: { context: string; namespaces: string[] }): Promise<null> {
      await namedNamespaces.change(context, namespaces)
      openOf(context).list.chooseNamespaces()
      return null
    },

    /** Asks for a file and writes the selected rows as they are at that moment. */
    download: createDownload({ opened: openOf, chooseFileToSave, saveFile, onWritten }),
  }
}

export type Credentials = ReturnType<typeof createCredentials>
