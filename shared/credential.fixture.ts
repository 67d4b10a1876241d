import type { Credential } from './credential.ts'

/** A credential for tests, with its uid as its Kubernetes name. A new field of `Credential` gets its default here. */
export const credentialOf = (uid: string, parts: Partial<Credential> = {}): Credential => ({
  uid,
  name: `Name ${uid}`,
  type: 'password',
  status: { kind: 'ok' },
  scope: { kind: 'cluster', id: '', name: '' },
  kubernetesName: uid,
  namespace: 'runai',
  registryUrl: '',
  description: '',
  origin: 'new',
  createdBy: '',
  createdAt: '2026-01-01T00:00:00Z',
  rotatedAt: null,
  expiresAt: null,
  cluster: 'c',
  copies: null,
  owner: null,
  usage: null,
  ...parts,
})
