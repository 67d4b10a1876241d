import { cluster as contract } from '../../shared/contract/cluster.ts'
import type { ClusterService } from '../services/cluster/cluster-service.ts'
import type { Ipc } from './handle.ts'

export function serveCluster(ipc: Ipc, service: ClusterService): void {
  ipc.implement('cluster', contract, {
    open: service.open,
    refresh: service.refresh,
    rights: service.rights,
    nameNamespaces: service.nameNamespaces,
  })
}
