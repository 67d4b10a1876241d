import type { KubeRow } from '../../kube/core/kube-row.ts'

/** A row of the API server's `Table`, for tests. */
export const kubeRow = (changes: Partial<KubeRow> = {}): KubeRow => ({
  uid: 'uid-1',
  name: 'secret-1',
  namespace: 'runai-seg-3d',
  resourceVersion: '10',
  createdAt: '2026-11-01T00:00:00Z',
  writtenAt: '2026-11-01T00:00:00Z',
  deleting: false,
  labels: {},
  annotations: {},
  manager: 'kubectl-create',
  references: [],
  lastApplied: 'none',
  cells: ['secret-1', 'Opaque', 2, '3d'],
  ...changes,
})
