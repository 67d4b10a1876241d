import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ColumnId } from '../../../shared/columns.ts'
import { failed } from '../../../shared/failure.ts'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { selectRows } from '../../../shared/row-selection.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { Credentials } from '../credentials/credentials-service.ts'
import type { ClusterReach } from '../credentials/follow-context.ts'
import type { OpenContext } from '../credentials/open-context.ts'
import { openList } from '../credentials/open-list.ts'
import { csvFileName, csvPieces } from '../credentials/write-csv.ts'
import type { SavedFile, SaveFile } from '../save-file.ts'
import { wholeList } from './whole-list.ts'

export interface SnapshotRequest {
  context: string
  /** The folder that takes the file, which must be there. */
  folder: string
  columns: readonly ColumnId[]
  /** Seconds until the cluster has to have told everything; else `no-answer`. */
  seconds: number
  signal: AbortSignal
}

export interface TakenSnapshot extends SavedFile {
  path: string
  rows: number
  /** Namespaces that the user may not read: their credentials are not in it. */
  refused: string[]
  /** How many namespaces were read one by one; `null` where the whole cluster could be. */
  namespaces: number | null
}

/** What is needed of an open context, whoever opened it. */
type ListedContext = Pick<OpenContext, 'cluster' | 'connection' | 'list'>

interface Parts extends ClusterReach {
  /** The lists that are open already. */
  opened: Pick<Credentials, 'opened' | 'isOpen'> | null
  saveFile: SaveFile
  now?: () => Date
}

/**
 * Gives the one function that writes a snapshot without a window: all credentials of a context, sorted by name as the
 * table is, in the very bytes of the window's download. It takes the list that is open, else one of its own over a
 * connection that is closed at the end. A list that is not whole is a failure, and nothing is written.
 */
export function createTakeSnapshot({
  contexts,
  namedNamespaces,
  runaiNamespace,
  connect,
  opened,
  saveFile,
  now = () => new Date(),
}: Parts) {
  /** A list of its own, as long as `work` goes on. */
  async function overOwnConnection<T>(
    context: string,
    signal: AbortSignal,
    work: (open: ListedContext) => Promise<T>,
  ): Promise<T> {
    const resolved = await contexts.resolve(context)
    const { cluster } = resolved
    const connection = await connect({
      context: resolved,
      keepAnnotations: Object.values(annotationKeys),
      onPlugin: () => undefined,
    })
    const done = new AbortController()
    try {
      const ofKubeconfig = await contexts.namespacesOf(cluster)
      // A failed sign-in is told by the list.
      await connection.signIn(signal).catch(() => undefined)
      const list = openList({
        connection,
        cluster,
        send: () => undefined,
        onStep: () => undefined,
        toldBefore: [],
        likelyNamespaces: () => [...namedNamespaces.of(context), ...ofKubeconfig],
        home: runaiNamespace,
        signal: AbortSignal.any([signal, done.signal]),
      })
      return await work({ cluster, connection, list })
    } finally {
      done.abort()
      await connection.close()
    }
  }

  return async ({ context, folder, columns, seconds, signal }: SnapshotRequest): Promise<TakenSnapshot> => {
    const late = AbortSignal.timeout(seconds * 1000)
    const until = AbortSignal.any([signal, late])

    const write = async ({ list, cluster, connection }: ListedContext): Promise<TakenSnapshot> => {
      try {
        await wholeList(list, { isCurrent: true, signal: until })
      } catch (error) {
        throw late.aborted && !signal.aborted
          ? failed('no-answer', { server: connection.server, seconds })
          : error
      }
      const basis = { asOf: now().getTime(), limits: usualAgeLimits }
      const rows = selectRows(list.credentials(), {
        search: '',
        types: [],
        statuses: [],
        scopes: [],
        ages: [],
        ageLimits: basis.limits,
        asOf: basis.asOf,
        sort: { column: 'name', descending: false },
        columns: [...columns],
      })
      const namespaces = list.namespaces()
      const path = await freePath(folder, cluster, now)
      const saved = await saveFile(path, csvPieces(rows, columns, basis), signal)
      return {
        ...saved,
        path,
        rows: rows.length,
        refused: namespaces?.refused ?? [],
        namespaces: namespaces?.read ?? null,
      }
    }

    return opened?.isOpen(context) === true
      ? write(opened.opened(context))
      : overOwnConnection(context, until, write)
  }
}

export type TakeSnapshot = ReturnType<typeof createTakeSnapshot>

/** Two snapshots within one second would have the same name, and the later one the earlier one's place. */
async function freePath(folder: string, cluster: string, now: () => Date): Promise<string> {
  for (let at = now(); ; at = now()) {
    const path = join(folder, csvFileName(cluster, at))
    const isTaken = await access(path).then(
      () => true,
      () => false,
    )
    if (!isTaken) return path
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
