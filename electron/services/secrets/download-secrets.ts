import { withScopeId } from '../../../shared/columns.ts'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import type { SecretSelection } from '../../../shared/contract/secrets.ts'
import type { SecretRow } from '../../../shared/credential.ts'
import { failed } from '../../../shared/failure.ts'
import { selectSecrets } from '../../../shared/rows/secret-selection.ts'
import { secretColumns } from '../../../shared/secret-columns.ts'
import { secretsFileName } from '../csv-file-name.ts'
import { csvTable } from '../csv-table.ts'
import { saveRows, type SaveRowsDeps } from '../save-chosen.ts'
import type { StreamSink } from '../stream.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { FollowedNamespaces } from './followed-namespaces.ts'

export interface SecretsToDownload {
  context: string
  /** The namespace whose unregistered secrets to write. `null` for the unused ones. */
  namespace: string | null
  selection: SecretSelection
  uids?: string[] | undefined
}

interface Deps extends SaveRowsDeps {
  opened: (context: string) => OpenCluster
  followed: FollowedNamespaces
}

/** Asks for a file and writes secrets that aren't credentials, in their state at that moment. Never writes a value. */
export function createSecretsDownload(deps: Deps) {
  return async (
    { context, namespace, selection, uids }: SecretsToDownload,
    sink: StreamSink<DownloadMessage>,
  ): Promise<void> => {
    const open = deps.opened(context)
    const rowsOf = rowsSource(deps.followed, open, namespace)
    const rowsNow = () => {
      const rows = selectSecrets(rowsOf(), selection, uids === undefined ? null : new Set(uids))
      const columns = withScopeId(selection.columns)
      return {
        of: rows.length,
        pieces: (onPiece: (rows: number) => void) =>
          csvTable(
            columns.map((id) => secretColumns[id].csvTitle),
            rows,
            (row) => columns.map((id) => secretColumns[id].csv(row)),
            onPiece,
          ),
      }
    }
    await saveRows(deps, secretsFileName(open.cluster, namespace, new Date()), rowsNow, sink)
  }
}

/** The source of the rows. A namespace that is left while the dialog is open is written in its last state. */
function rowsSource(
  followed: FollowedNamespaces,
  open: OpenCluster,
  namespace: string | null,
): () => Iterable<SecretRow> {
  if (namespace === null) return open.list.unused
  const rows = followed.rowsOf(open, namespace)
  if (rows === null) throw failed('list-not-open', { context: namespace })
  return () => rows.values()
}
