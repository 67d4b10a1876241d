import type { CredentialAt, CredentialState } from '../../../shared/contract/life.ts'
import type { Credential, ScopeId } from '../../../shared/credential.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readSecret } from '../cluster/read-secret.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'

/** A secret by its name. */
export interface SecretName {
  namespace: string
  name: string
}

/** A credential that was read a moment ago. */
export interface FoundCredential {
  metadata: ObjectMetadata
  credential: Credential
  state: Omit<CredentialState, 'rights'>
  scope: ScopeId
}

/** Credenza's own annotations, by their keys. */
export const ownAnnotations: readonly string[] = Object.values(annotationKeys)

/** Reads a credential as it is now. Throws what `requireCredential` does. */
export const lookAtCredential = async (open: OpenCluster, secret: SecretName): Promise<FoundCredential> =>
  requireCredential(open, secret, await lookAtSecret(open.connection, secret.namespace, secret.name))

/**
 * What a secret is as a credential. Throws if it isn't one that can be changed here: `secret-gone`,
 * `credential-released`, `secret-copied`, `credential-of-console`, and `secret-not-registered` if its labels are gone.
 */
export function requireCredential(
  { list, cluster, runaiNamespace }: OpenCluster,
  { namespace, name }: SecretName,
  found: ObjectMetadata | null,
): FoundCredential {
  if (found === null || found.deleting) throw failed('secret-gone', { namespace, name })
  const reading = readSecret({ ...found, cells: [] }, list.projectOf, cluster, runaiNamespace())
  if (reading === null) throw failed('secret-not-registered', { namespace, name })
  if (reading.kind === 'copy')
    throw failed('secret-copied', { namespace, name, runaiNamespace: runaiNamespace() })
  if (reading.kind === 'unused') throw failed('credential-released', { namespace, name })
  const { credential } = reading
  if (credential.origin === 'console') throw failed('credential-of-console', { namespace, name })
  if (credential.origin === 'unknown') throw failed('credential-released', { namespace, name })
  const { uid, resourceVersion, annotations } = found
  return {
    metadata: found,
    credential,
    scope: credential.scope,
    state: {
      ...{ namespace, kubernetesName: name, uid, resourceVersion },
      name: credential.name,
      description: credential.description,
      expiresAt: credential.expiresAt,
      origin: credential.origin,
      annotations: ownAnnotations.filter((key) => annotations[key] !== undefined),
    },
  }
}

/** The credential as it is now; throws unless it is the one, at the version, that was shown. */
export async function requireShown(open: OpenCluster, at: CredentialAt): Promise<FoundCredential> {
  const { namespace, name } = at
  const metadata = await lookAtSecret(open.connection, namespace, name)
  if (metadata !== null && metadata.uid !== at.uid) throw failed('secret-replaced', { namespace, name })
  const found = requireCredential(open, at, metadata)
  if (found.state.resourceVersion !== at.resourceVersion)
    throw failed('credential-changed', { namespace, name })
  return found
}

/** Why a secret is no credential that can be changed here, as a failure to throw; `null` if it is one. */
export function whyNotCredential(
  open: OpenCluster,
  secret: SecretName,
  found: ObjectMetadata | null,
): Error | null {
  try {
    requireCredential(open, secret, found)
    return null
  } catch (error) {
    if (failureOf(error) === null) throw error
    return error as Error
  }
}
