import type { UnregisteredSecret, UnusedSecret } from './credential.ts'

/** An unregistered secret for tests, with its uid as name. */
export const unregisteredSecret = (
  uid: string,
  parts: Partial<UnregisteredSecret> = {},
): UnregisteredSecret => ({
  uid,
  kubernetesName: uid,
  namespace: 'runai-vision',
  secretType: 'Opaque',
  keyCount: 2,
  createdBy: 'kubectl',
  createdAt: '2026-01-01T00:00:00Z',
  deleting: false,
  hasValuesInAnnotation: false,
  resourceVersion: '1',
  cluster: 'c',
  isPartlyLabelled: false,
  ...parts,
})

/** An unused secret of the project vision, for tests. */
export function unusedSecret(uid: string, parts: Partial<UnusedSecret> = {}): UnusedSecret {
  const { isPartlyLabelled: _, ...secret } = unregisteredSecret(uid)
  return {
    ...secret,
    scope: { kind: 'project', id: 'vision', name: 'vision' },
    type: 'password',
    ...parts,
  }
}
