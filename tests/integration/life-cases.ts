import type { ContractCluster } from './both-clusters.ts'
import { changeSecret, type ClusterSecret, type SecretParts } from './cluster-secrets.ts'
import { credential, foreign, own } from './life-steps.ts'
import type { OpenProject } from './open-project.ts'

/** What someone else does to a credential after it was shown, and the expected refusal of a change. */
type Meanwhile = [what: string, work: (secret: ClusterSecret) => Promise<unknown>, code: string]

/** A name for the secret of one case. */
export const nameFor = (what: string, change: string) => `${change}-${what.replaceAll(' ', '-')}`

/** The cases that every change of a credential must handle. */
export function lifeCases(cluster: ContractCluster, open: () => OpenProject) {
  /** What someone else may do to a credential after it was shown, and the expected refusal of a change. */
  const meanwhile: Meanwhile[] = [
    [
      'renamed',
      (secret) => changeSecret(cluster, 'annotate', secret, '--overwrite', 'credenza.app/credential=Theirs'),
      'credential-changed',
    ],
    ['labelled', (secret) => changeSecret(cluster, 'label', secret, 'team=blue'), 'credential-changed'],
    [
      'released',
      (secret) =>
        changeSecret(cluster, 'annotate', secret, ...Object.keys(own).map((annotation) => `${annotation}-`)),
      'credential-released',
    ],
    [
      'unregistered',
      (secret) => changeSecret(cluster, 'label', secret, 'run.ai/credentials-', 'run.ai/resource-'),
      'secret-not-registered',
    ],
    [
      'deleted',
      ({ metadata }) => cluster.kubectl(['delete', 'secret', metadata.name, '-n', metadata.namespace]),
      'secret-gone',
    ],
    [
      'made anew',
      async ({ metadata: { name, namespace } }) => {
        await cluster.kubectl(['delete', 'secret', name, '-n', namespace])
        await open().makeSecret(name, { ...credential, annotations: { ...own, ...foreign } })
      },
      'secret-replaced',
    ],
  ]
  /** Unique names, since two in a scope can't share one. */
  const makeCredential = (name: string, more: Partial<SecretParts> = {}) =>
    open().makeSecret(name, {
      ...credential,
      annotations: { ...own, ...foreign, 'credenza.app/credential': `Credential ${name}` },
      ...more,
    })

  const secretIfThere = (secret: ClusterSecret) =>
    cluster.kubectl([
      ...['get', 'secret', secret.metadata.name, '-n', secret.metadata.namespace],
      ...['--ignore-not-found', '-o', 'json'],
    ])

  return { meanwhile, makeCredential, secretIfThere }
}
