import type { ConnectStep, CredentialsMessage } from '../../../shared/contract/credentials.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { Connection, ConnectionRequest } from '../../kube/connection.ts'
import type { Contexts } from '../contexts.ts'
import { aborted, hasEnded, type Told } from '../stream.ts'
import { createRights } from '../writes/kept-rights.ts'
import { createDownload } from './download-list.ts'
import type { OpenContext } from './open-context.ts'
import { openList } from './open-list.ts'

export interface CredentialsRequest {
  contexts: Pick<Contexts, 'resolve' | 'namespacesOf'>
  /** The namespaces that a user named for a context. */
  namedNamespaces: {
    of: (context: string) => readonly string[]
    change: (context: string, names: string[]) => Promise<void>
  }
  /** The namespace of cluster and department credentials. */
  runaiNamespace: () => string
  connect: (
    request: Pick<ConnectionRequest, 'context' | 'keepAnnotations' | 'onPlugin'>,
  ) => Connection | Promise<Connection>
  /** The native dialog for a CSV of that name; `null` when it was cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
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
  const { contexts, namedNamespaces, runaiNamespace, connect, chooseFileToSave, onWritten } = request
  const watched = new Map<string, Watched>()
  const listeners = new Set<(context: string) => void>()

  function openOf(context: string): OpenContext {
    const opened = watched.get(context)?.opened
    if (opened == null) throw failed('list-not-open', { context })
    return opened
  }

  /** Follows a context over one connection until the signal; returns what the window has then. */
  async function follow(
    context: string,
    toldBefore: string[],
    { send, signal, onOpened }: Told<CredentialsMessage> & { onOpened: (opened: OpenContext) => void },
  ): Promise<string[]> {
    const steps = tellSteps(send)
    steps.begin('kubeconfig')
    const resolved = await contexts.resolve(context)
    if (hasEnded(signal)) return toldBefore
    const connection = await connect({
      context: resolved,
      keepAnnotations: Object.values(annotationKeys),
      onPlugin: (command) => steps.plugin(command ?? ''),
    })
    try {
      send({ kind: 'opened', cluster: resolved.cluster, server: resolved.server, user: resolved.user })
      steps.begin('sign-in')
      // A failed sign-in is told by the list, which also knows when to try again.
      await connection.signIn(signal).catch(() => undefined)
      const { cluster } = resolved
      const ofKubeconfig = await contexts.namespacesOf(cluster)
      if (hasEnded(signal)) return toldBefore
      const list = openList({
        connection,
        cluster,
        send,
        toldBefore,
        likelyNamespaces: () => [...namedNamespaces.of(context), ...ofKubeconfig],
        home: runaiNamespace,
        onStep: steps.begin,
        signal,
      })
      onOpened({ cluster, connection, list, rights: createRights(connection) })
      await aborted(signal)
      return list.told()
    } finally {
      await connection.close()
    }
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
            told = await follow(context, told, { send, signal, onOpened })
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
    download: createDownload({ opened: openOf, chooseFileToSave, onWritten }),
  }
}

export type Credentials = ReturnType<typeof createCredentials>

/** Tells the steps of connecting as they begin, with the time that each took. */
function tellSteps(send: (message: CredentialsMessage) => void) {
  const done: { step: ConnectStep; ms: number }[] = []
  let current: { step: ConnectStep; began: number } | null = null
  let running = ''
  const tell = (step: ConnectStep) =>
    send({ kind: 'health', health: { state: 'connecting', step, done: [...done], plugin: running } })
  return {
    begin: (step: ConnectStep): void => {
      const now = performance.now()
      if (current !== null) done.push({ step: current.step, ms: Math.round(now - current.began) })
      current = { step, began: now }
      tell(step)
    },
    /** An exec plugin runs, or none any more (empty). */
    plugin: (command: string): void => {
      running = command
      if (current?.step === 'sign-in') tell('sign-in')
    },
  }
}
