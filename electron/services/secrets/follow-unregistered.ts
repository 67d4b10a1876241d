import type { Health } from '../../../shared/contract/cluster.ts'
import type { UnregisteredMessage } from '../../../shared/contract/secrets.ts'
import type { UnregisteredSecret } from '../../../shared/credential.ts'
import { isRegistrable, readRegistration } from '../../../shared/registration.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { combineHealth } from '../cluster/combine-health.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'

interface Followed {
  send: (message: UnregisteredMessage) => void
  signal: AbortSignal
  /** The reported secrets by uid. Filled and kept up to date here. */
  told: Map<string, UnregisteredSecret>
}

/** Lists the secrets of a namespace without scope labels and follows their changes until the signal is aborted. */
export function followUnregistered(
  { connection, cluster, runaiNamespace }: OpenCluster,
  namespace: string,
  { send, signal, told }: Followed,
): Promise<void> {
  function sort(rows: readonly KubeRow[]): void {
    const secrets: UnregisteredSecret[] = []
    const removed: string[] = []
    for (const row of rows) {
      if (isRegistrable(row.labels, { namespace: row.namespace, runaiNamespace: runaiNamespace() })) {
        const secret = unregistered(row, cluster, runaiNamespace())
        told.set(row.uid, secret)
        secrets.push(secret)
      } else if (told.delete(row.uid)) {
        removed.push(row.uid)
      }
    }
    if (secrets.length + removed.length > 0) send({ kind: 'rows', secrets, removed })
  }

  return new Promise((resolve) => {
    connection.startInformer({
      path: `/api/v1/namespaces/${namespace}/secrets`,
      signal,
      onRows: sort,
      onRemoved: (uids) => {
        const removed = uids.filter((uid) => told.delete(uid))
        if (removed.length > 0) send({ kind: 'rows', secrets: [], removed })
      },
      onListed: () => send({ kind: 'listed', asOf: new Date().toISOString() }),
      onHealth: (health) => send({ kind: 'health', health: combineHealth([health]) satisfies Health }),
    })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function unregistered(row: KubeRow, cluster: string, runaiNamespace: string): UnregisteredSecret {
  const [, secretType, keyCount] = row.cells
  return {
    uid: row.uid,
    kubernetesName: row.name,
    namespace: row.namespace,
    secretType: typeof secretType === 'string' ? secretType : '',
    keyCount: Number(keyCount ?? 0),
    createdBy: row.manager,
    createdAt: row.createdAt,
    deleting: row.deleting,
    hasValuesInAnnotation: row.lastApplied === 'with-values',
    resourceVersion: row.resourceVersion,
    cluster,
    isPartlyLabelled: readRegistration(row.labels, row.namespace, runaiNamespace) !== null,
  }
}
