import type { ConnectStep, CredentialsMessage } from '../../../shared/contract/credentials.ts'
import { failed } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { Connection, ConnectionRequest } from '../../kube/connection.ts'
import type { Contexts } from '../contexts.ts'
import { aborted, type Told } from '../stream.ts'
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
  connect: (
    request: Pick<ConnectionRequest, 'context' | 'keepAnnotations' | 'onPlugin'>,
  ) => Connection | Promise<Connection>
  /** The native dialog for a CSV of that name; `null` when it was cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
  /** Told of each file that was written, so that it may be shown in its folder. */
  onWritten: (path: string) => void
}

/** The credentials of clusters: watched, refreshed and downloaded. */
export function createCredentials(request: CredentialsRequest) {
  const { contexts, namedNamespaces, connect, chooseFileToSave, onWritten } = request
  const open = new Map<string, OpenContext & { reopen: () => void }>()
  const listeners = new Set<(context: string) => void>()

  function openOf(context: string): OpenContext & { reopen: () => void } {
    const found = open.get(context)
    if (found === undefined) throw failed('list-not-open', { context })
    return found
  }

  /** Follows a context over one connection until the signal or `reopen`; returns what the window has then. */
  async function follow(
    context: string,
    toldBefore: Iterable<string>,
    { send, signal }: Told<CredentialsMessage>,
  ): Promise<string[]> {
    const steps = tellSteps(send)
    steps.begin('kubeconfig')
    const resolved = await contexts.resolve(context)
    const connection = await connect({
      context: resolved,
      keepAnnotations: Object.values(annotationKeys),
      onPlugin: (command) => steps.plugin(command ?? ''),
    })
    const left = new AbortController()
    const until = AbortSignal.any([signal, left.signal])
    try {
      send({ kind: 'opened', cluster: resolved.cluster, server: resolved.server, user: resolved.user })
      steps.begin('sign-in')
      // A failed sign-in is told by the list, which also knows when to try again.
      await connection.signIn(until).catch(() => undefined)
      const { cluster } = resolved
      const ofKubeconfig = await contexts.namespacesOf(cluster)
      const list = openList({
        connection,
        cluster,
        send,
        toldBefore,
        likelyNamespaces: () => [...namedNamespaces.of(context), ...ofKubeconfig],
        onStep: steps.begin,
        signal: until,
      })
      const mine = { cluster, connection, list, reopen: () => left.abort() }
      open.set(context, mine)
      await aborted(until)
      if (open.get(context) === mine) open.delete(context)
      return list.told()
    } finally {
      await connection.close()
    }
  }

  return {
    /** A context that is watched now; throws `list-not-open` for any other. */
    opened: (context: string): OpenContext => openOf(context),
    isOpen: (context: string): boolean => open.has(context),

    /** Lists and follows a context until the signal; rejects when the context can't be opened at all. */
    async watch({ context }: { context: string }, stream: Told<CredentialsMessage>): Promise<void> {
      let told: string[] = []
      const tellAll = (message: CredentialsMessage) => {
        stream.send(message)
        for (const listener of [...listeners]) listener(context)
      }
      while (!stream.signal.aborted) {
        told = await follow(context, told, { send: tellAll, signal: stream.signal })
      }
    },

    /** Tells, until the signal, the name of each context whose list or its health has changed. */
    onChange(listener: (context: string) => void, signal: AbortSignal): void {
      if (signal.aborted) return
      listeners.add(listener)
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true })
    },

    /** Lists anew. What failed for good starts again from the kubeconfig, which may have been mended. */
    refresh({ context }: { context: string }): null {
      const { list, reopen } = openOf(context)
      if (list.hasFailed()) reopen()
      else list.refresh()
      return null
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
