import { columns } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import type { ComparedSide } from '../../../shared/snapshot.ts'
import type { TableEngine } from '../../snapshots/protocol/table-engine.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { snapshotColumns } from './snapshot-columns.ts'
import { wholeList } from '../cluster/whole-list.ts'

/** How many rows are converted to text before the event loop runs. */
const rowsAtOnce = 1000

/** Copies the current list of an open context into a table. Throws `list-not-open`, or why the list isn't complete. */
export async function putLiveSide(
  parts: {
    engine: Pick<TableEngine, 'put'>
    clusters: { opened: (context: string) => Pick<OpenCluster, 'list' | 'connection' | 'place'> }
  },
  { context, table, signal }: { context: string; table: string; signal: AbortSignal },
): Promise<ComparedSide> {
  const { list, connection, place } = parts.clusters.opened(context)
  await wholeList(list, { isCurrent: false, signal })
  const health = list.health()
  const at = 'asOf' in health && health.asOf !== '' ? health.asOf : new Date().toISOString()
  const rows = await rowTexts([...list.credentials()], signal)
  await parts.engine.put({ table, columns: snapshotColumns, rows })
  // A report names the user. Comparing works without it.
  const user = await connection.whoAmI().catch(() => '')
  return { kind: 'live', name: context, at, rows: rows.length, server: place.server, user }
}

async function rowTexts(credentials: readonly Credential[], signal: AbortSignal): Promise<string[][]> {
  const rows: string[][] = []
  // No age column, which would differ from day to day.
  const basis = { asOf: Date.now(), limits: usualAgeLimits }
  for (const credential of credentials) {
    if (rows.length > 0 && rows.length % rowsAtOnce === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    }
    rows.push(snapshotColumns.map((id) => columns[id].csv(credential, basis)))
  }
  return rows
}
