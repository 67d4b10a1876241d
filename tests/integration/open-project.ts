import type { Claim, NewSecret, ScopedNamespace } from '../../shared/contract/wizard.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import type { ContractCluster } from './both-clusters.ts'
import { type ClusterSecret, makeSecrets, marker, type SecretParts } from './cluster-secrets.ts'
import { openWizard, type OpenWizard } from './open-wizard.ts'

/** The registry of every claim and new secret in these tests. */
export const registryUrl = 'registry.example.org'

/** Values that a claim finds, or a new secret gets. */
export const login = { User: `${marker}-user`, Password: `${marker}-word` }

/** Waits until an application knows a namespace's project. */
export const knowProject = ({ until, messages }: OpenWizard, namespace: string): Promise<void> =>
  until(() =>
    messages.some(
      (told) => told.kind === 'projects' && told.projects.some((each) => each.namespace === namespace),
    ),
  )

/** A project's namespace, with an administrator's application open on it. */
export async function openProject(cluster: ContractCluster, project: string) {
  const namespace = await cluster.namespace(project, { 'runai/queue': project })
  const application = await openWizard(cluster)
  await knowProject(application, namespace)
  const { context } = application
  const place: ScopedNamespace = { scope: { kind: 'project', id: project }, namespace }

  return {
    namespace,
    place,
    application,
    stop: application.stop,

    /** Creates one secret. Returns it from the cluster. */
    async makeSecret(name: string, parts: SecretParts): Promise<ClusterSecret> {
      const made = (await makeSecrets(cluster, namespace, { [name]: parts })).get(name)
      if (made === undefined) throw new Error('it was not made')
      return made
    },

    /** The claim of a secret at the given version. */
    claimOf(secret: ClusterSecret, type: CredentialType, more: Partial<Claim> = {}): Claim {
      const { name, resourceVersion } = secret.metadata
      const common = {
        context,
        place,
        name: `Credential of ${name}`,
        description: '',
        dryRun: false,
        secret: { name, resourceVersion },
      }
      const claim = type === 'docker-registry' ? { ...common, type, registryUrl } : { ...common, type }
      return { ...claim, ...more }
    },

    /** A new secret with a username and password, named after its credential. */
    newOf(name: string, more: Partial<NewSecret> = {}): NewSecret {
      const values = { username: login.User, password: login.Password }
      const common = {
        context,
        place,
        name,
        description: '',
        dryRun: false,
        kubernetesName: `password-${name}`,
      }
      return { ...common, type: 'password', values, ...more }
    },
  }
}

export type OpenProject = Awaited<ReturnType<typeof openProject>>
