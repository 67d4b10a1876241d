import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from '../../electron/kube/connection.ts'
import type { ClusterAccess } from '../../electron/services/cluster/cluster-access.ts'
import { createClusterService } from '../../electron/services/cluster/cluster-service.ts'
import { createListDownload } from '../../electron/services/credentials/download-list.ts'
import { openSettings } from '../../electron/services/settings/settings.ts'
import { snapshotColumns } from '../../electron/services/snapshots/snapshot-columns.ts'
import { createSnapshots } from '../../electron/services/snapshots/snapshots-service.ts'
import { createTakeSnapshot } from '../../electron/services/snapshots/take-snapshot.ts'
import { createSaveFile } from '../../electron/services/save-file.ts'
import { createTableEngine } from '../../electron/snapshots/thread/engine.ts'
import { startTableThread } from '../../electron/snapshots/thread/start-thread.ts'
import type { ColumnId } from '../../shared/columns.ts'
import type { RowSelection } from '../../shared/contract/credentials.ts'
import type { TableSelection } from '../../shared/contract/snapshots.ts'
import { usualAgeLimits } from '../../shared/rotation.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'

/** A running stream of the contract, with its messages. */
export function startStream<M>(
  run: (told: { send: (message: M) => void; signal: AbortSignal }) => Promise<void>,
) {
  const stop = new AbortController()
  const messages: M[] = []
  const waiting: (() => void)[] = []
  const wake = () => {
    for (const each of waiting.splice(0)) each()
  }
  let failure: unknown = null
  const ended = run({
    signal: stop.signal,
    send: (message) => {
      messages.push(message)
      wake()
    },
  }).catch((error: unknown) => {
    failure = error
    wake()
  })
  return {
    messages,
    /** The first wanted message from number `from` on. Throws the stream's failure. */
    async next<T extends M>(isWanted: (message: M) => message is T, from = 0): Promise<T> {
      for (;;) {
        const found = messages.slice(from).find(isWanted)
        if (found !== undefined) return found
        if (failure !== null) throw failure as Error
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    /** Resolves when it has ended by itself. Throws its failure. */
    async ended(): Promise<void> {
      await ended
      if (failure !== null) throw failure as Error
    },
    async stop(): Promise<void> {
      stop.abort()
      await ended
    },
  }
}

export const ofKind =
  <M extends { kind: string }, K extends M['kind']>(kind: K) =>
  (message: M): message is Extract<M, { kind: K }> =>
    message.kind === kind

/** All rows of the live list with some columns, as the page first shows them. */
export const allRows = (columns: ColumnId[] = [...snapshotColumns]): RowSelection => ({
  search: '',
  searched: columns,
  filters: [],
  expiryDays: 14,
  ageLimits: usualAgeLimits,
  asOf: Date.now(),
  sort: { column: 'name', descending: false },
  columns,
})

/** All rows of a table with its first columns. */
export const wholeTable = (columns: number, changes: TableSelection['changes'] = []): TableSelection => ({
  search: '',
  filters: [],
  changes,
  ages: [],
  ageLimits: usualAgeLimits,
  sort: null,
  columns: Array.from({ length: columns }, (_, index) => index),
})

/** The snapshot services, composed like a running application, in a separate folder. */
export async function openSnapshots(kubeconfig: string | null) {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-snapshots-'))
  const settings = await openSettings(join(folder, 'settings.json'))
  const contexts = contextsOf(kubeconfig ?? join(folder, 'none'))
  let chosen: string[] = []
  let saveTo: string | null = null
  const written: string[] = []
  const proposed: string[] = []
  const access: ClusterAccess = {
    contexts,
    namedNamespaces: { of: () => [], change: () => Promise.resolve() },
    runaiPlace: () => ({ runaiNamespace: 'runai', projectLabel: 'runai/queue' }),
    connect: (request) => createConnection({ ...request, version: 'test', log: () => undefined }),
  }
  const onWritten = (path: string) => void written.push(path)
  const saveFile = createSaveFile()
  const clusters = createClusterService(access)
  const download = createListDownload({
    opened: clusters.opened,
    chooseFileToSave: () => Promise.resolve(saveTo),
    saveFile,
    onWritten,
  })
  const engine = createTableEngine({
    startWorker: () =>
      startTableThread(new URL('../../electron/snapshots/thread/worker.ts', import.meta.url)),
  })
  const takeSnapshot = createTakeSnapshot({ access, opened: clusters, saveFile })
  const snapshots = createSnapshots({
    engine,
    clusters,
    settings,
    takeSnapshot,
    namesOf: contexts.namesOf,
    toReview: [],
    onDaily: () => undefined,
    chooseSnapshots: () => Promise.resolve(chosen),
    chooseFolder: () => Promise.resolve(chosen[0] ?? null),
    chooseFileToSave: ({ proposedName }) => {
      proposed.push(proposedName)
      return Promise.resolve(saveTo)
    },
    printPage: () => Promise.reject(new Error('Nothing is printed here')),
    saveFile,
    onWritten,
    onUnexpected: (error) => {
      throw error
    },
  })
  const { current } = await contexts.list()
  return {
    folder,
    at: (name: string) => join(folder, name),
    context: current ?? '',
    settings,
    clusters,
    snapshots,
    takeSnapshot,
    written,
    proposed,
    /** Sets the results of the next dialogs. */
    willChoose: (...paths: string[]) => void (chosen = paths),
    willSaveTo: (path: string | null) => void (saveTo = path),

    /** Opens the live list and waits until it is complete. */
    async openList() {
      const stream = startStream((told: Parameters<typeof clusters.open>[1]) =>
        clusters.open({ context: current ?? '' }, told),
      )
      await stream.next(ofKind('listed'))
      return stream
    },

    /** Downloads the live list like the window. */
    async download(path: string, selection = allRows()): Promise<void> {
      saveTo = path
      const stream = startStream((told: Parameters<typeof download>[1]) =>
        download({ context: current ?? '', selection }, told),
      )
      await stream.ended()
    },

    /** Opens a file that a dialog chose. */
    async open(path: string) {
      chosen = [path]
      const [file] = await snapshots.choose()
      const stream = startStream((told: Parameters<typeof snapshots.open>[1]) =>
        snapshots.open({ file: file?.id ?? '', evenIfLarge: false }, told),
      )
      return { ...(await stream.next(ofKind('opened'))), stream }
    },

    compare: (...[sides]: Parameters<typeof snapshots.compare> extends [infer S, unknown] ? [S] : never) =>
      startStream((told: Parameters<typeof snapshots.compare>[1]) => snapshots.compare(sides, told)),

    async end(): Promise<void> {
      await snapshots.end()
      await settings.settled()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type OpenedSnapshots = Awaited<ReturnType<typeof openSnapshots>>
