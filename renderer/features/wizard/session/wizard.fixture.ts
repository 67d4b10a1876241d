import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import { credentialOf as anyCredentialOf } from '../../../../shared/credential.fixture.ts'
import { namedById, type Credential, type UnusedSecret } from '../../../../shared/credential.ts'

/** A project's scope in the namespace that Run:ai gives it. */
export const placeOf = (project: string): ScopedNamespace => ({
  scope: { kind: 'project', id: project },
  namespace: `runai-${project}`,
})

const common = {
  scope: namedById(placeOf('vision-train').scope),
  namespace: placeOf('vision-train').namespace,
  createdBy: '',
  createdAt: '2026-01-01T00:00:00Z',
  cluster: 'prod',
}

/** An unused registry login with its name as uid. */
export const secretOf = (name: string, parts: Partial<UnusedSecret> = {}): UnusedSecret => ({
  ...common,
  uid: name,
  kubernetesName: name,
  secretType: 'kubernetes.io/dockerconfigjson',
  type: null,
  keyCount: 1,
  deleting: false,
  hasValuesInAnnotation: false,
  resourceVersion: '1',
  ...parts,
})

/** A registry login of that project as a credential, with its uid as Kubernetes name. */
export const credentialOf = (uid: string, parts: Partial<Credential> = {}): Credential =>
  anyCredentialOf(uid, { ...common, type: 'docker-registry', ...parts })
