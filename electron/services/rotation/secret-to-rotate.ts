import type { CredentialAt } from '../../../shared/contract/life.ts'
import type { Layout } from '../../../shared/contract/rotation.ts'
import { formatIds, formatOf } from '../../../shared/credential-types/credential-types.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readSecret } from '../cluster/read-secret.ts'
import {
  requireShown,
  whyNotCredential,
  type FoundCredential,
  type SecretName,
} from '../life/credential-state.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'

/** A secret that can get new values. */
export interface SecretToRotate {
  metadata: ObjectMetadata
  layout: Layout
  /** Why it can't anymore, given its current state. `null` if it still can. */
  whyNot: (now: ObjectMetadata | null) => Error | null
}

/** The layout of a credential according to its metadata. Throws `secret-not-understood` if no label says it. */
export function layoutOf({ credential, metadata }: Pick<FoundCredential, 'credential' | 'metadata'>): Layout {
  const { type, namespace, kubernetesName: name, registryUrl } = credential
  if (type === null) throw failed('secret-not-understood', { namespace, name, label: '' })
  const told = metadata.annotations[annotationKeys.format] ?? ''
  // Anyone can write the annotation, so that a format of another type is ignored.
  const format = formatIds.find((id) => id === told) ?? null
  return { type, format: formatOf(type, format) === null ? null : format, registryUrl }
}

/** Returns the credential if it is the one that was shown, at that version. Throws the same as `requireShown`. */
export async function credentialToRotate(open: OpenCluster, at: CredentialAt): Promise<SecretToRotate> {
  const found = await requireShown(open, at)
  return {
    metadata: found.metadata,
    layout: layoutOf(found),
    whyNot: (now) => whyNotCredential(open, at, now),
  }
}

/**
 * Returns a secret that isn't a credential, with the layout of one that has the same values, at the version that was
 * shown. Throws `secret-gone`, `secret-replaced`, `secret-changed`, and the same as `requireNoCredential`.
 */
export async function otherToRotate(
  open: OpenCluster,
  at: CredentialAt,
  layout: Layout,
): Promise<SecretToRotate> {
  const { namespace, name } = at
  const metadata = await lookAtOther(open, at)
  if (metadata.uid !== at.uid) throw failed('secret-replaced', { namespace, name })
  if (metadata.resourceVersion !== at.resourceVersion) throw failed('secret-changed', { namespace, name })
  return { metadata, layout, whyNot: (now) => whyNotOther(open, at, now) }
}

/** The current state of a secret that isn't a credential. */
export async function lookAtOther(open: OpenCluster, secret: SecretName): Promise<ObjectMetadata> {
  const found = await lookAtSecret(open.connection, secret.namespace, secret.name)
  return requireNoCredential(open, secret, found)
}

/** Throws `secret-gone`, `secret-copied` for a copy by Run:ai, and `secret-taken` if it has become a credential. */
function requireNoCredential(
  { list, cluster, runaiNamespace }: OpenCluster,
  { namespace, name }: SecretName,
  found: ObjectMetadata | null,
): ObjectMetadata {
  if (found === null || found.deleting) throw failed('secret-gone', { namespace, name })
  const reading = readSecret({ ...found, cells: [] }, list.projectOf, cluster, runaiNamespace())
  if (reading?.kind === 'copy')
    throw failed('secret-copied', { namespace, name, runaiNamespace: runaiNamespace() })
  if (reading?.kind === 'credential') {
    const { name: credential, createdBy: by, createdAt: at } = reading.credential
    throw failed('secret-taken', { namespace, name, credential, by, at })
  }
  return found
}

function whyNotOther(open: OpenCluster, secret: SecretName, found: ObjectMetadata | null): Error | null {
  try {
    requireNoCredential(open, secret, found)
    return null
  } catch (error) {
    if (failureOf(error) === null) throw error
    return error as Error
  }
}
