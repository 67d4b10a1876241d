import type { ClusterPlace } from '../../../shared/cluster-marks.ts'
import type { Protection } from '../../../shared/protection.ts'
import type { Connection } from '../../kube/connection.ts'
import type { KeptRights } from '../writes/kept-rights.ts'
import type { OpenList } from './open-list.ts'

/** A context that the window follows now: what reads and writes of other services go through. */
export interface OpenContext {
  /** The kubeconfig's name of the cluster. */
  cluster: string
  /** What is open, and not what the kubeconfig names by now. */
  place: ClusterPlace & { protection: Protection }
  connection: Connection
  list: OpenList
  rights: KeptRights
}
