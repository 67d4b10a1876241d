import type { CredentialAt, CredentialState } from '../../../shared/contract/life.ts'
import type { Credential, ScopeId } from '../../../shared/credential.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readSecret } from '../cluster/read-secret.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'

/** Identifies a secret by name. */
export interface SecretName {
  namespace: string
  name: string
}

/** A credential that was just read. */
export interface FoundCredential {
  metadata: ObjectMetadata
  credential: Credential
  state: Omit<CredentialState, 'rights'>
  scope: ScopeId
}

/** The keys of Credenza's annotations. */
export const ownAnnotations: readonly string[] = Object.values(annotationKeys)

/** Reads the current state of a credential. Throws the same as `requireCredential`. */
export const lookAtCredential = async (open: OpenCluster, secret: SecretName): Promise<FoundCredential> =>
  requireCredential(open, secret, await lookAtSecret(open.connection, secret.namespace, secret.name))

/**
 * Returns a secret as a credential. Throws if it can't be changed here: `secret-gone`, `credential-released`,
 * `secret-copied`, `credential-of-console`, and `secret-not-registered` if its labels are missing.
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

/** Returns the current state of the credential. Throws unless it is the one that was shown, at that version. */
export async function requireShown(open: OpenCluster, at: CredentialAt): Promise<FoundCredential> {
  const { namespace, name } = at
  const metadata = await lookAtSecret(open.connection, namespace, name)
  if (metadata !== null && metadata.uid !== at.uid) throw failed('secret-replaced', { namespace, name })
  const found = requireCredential(open, at, metadata)
  if (found.state.resourceVersion !== at.resourceVersion)
    throw failed('credential-changed', { namespace, name })
  return found
}

/** Returns the failure to throw for a secret that isn't a credential that can be changed here. `null` if it is one. */
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
