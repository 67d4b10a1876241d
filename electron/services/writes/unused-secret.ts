import type { WrittenScope } from '../../../shared/credential.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import {
  labelNotUnderstood,
  readRegistration,
  registeringLabels,
  type Registration,
} from '../../../shared/registration.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { Connection, ObjectMetadata } from '../../kube/connection.ts'

/** A secret, and its required scope if that matters. */
export interface WantedSecret {
  namespace: string
  name: string
  scope?: WrittenScope
  /** The namespace of cluster and department credentials. */
  runaiNamespace: string
  /** Returns the id of the department that a label names by id or name. */
  departmentId?: (label: string) => string
}

export const secretPath = (namespace: string, name: string): string =>
  `/api/v1/namespaces/${namespace}/secrets/${name}`

/** Reads the metadata of a secret. `null` if there is none. */
export async function lookAtSecret(
  connection: Connection,
  namespace: string,
  name: string,
): Promise<ObjectMetadata | null> {
  try {
    return await connection.getMetadata(secretPath(namespace, name))
  } catch (error) {
    if (failureOf(error)?.code === 'not-found') return null
    throw error
  }
}

/** The part of a secret that shows whether it is unused. */
export type SecretState = Pick<ObjectMetadata, 'labels' | 'annotations' | 'deleting' | 'resourceVersion'>

/** The failure to throw if a secret isn't unused anymore. `null` if it still is. */
export function whyNotUnused(found: SecretState | null, wanted: WantedSecret): Error | null {
  const { namespace, name, scope, runaiNamespace, departmentId } = wanted
  if (found === null || found.deleting) return failed('secret-gone', { namespace, name })
  const registration = readRegistration(found.labels, namespace, runaiNamespace)
  // A copy may have inherited the annotations of its original.
  if (registration?.isCopy === true) return failed('secret-copied', { namespace, name, runaiNamespace })
  const credential = found.annotations[annotationKeys.credential] ?? ''
  if (registration?.by === 'console' || credential !== '') {
    const by = found.annotations[annotationKeys.createdBy] ?? ''
    const at = found.annotations[annotationKeys.createdAt] ?? ''
    return failed('secret-taken', { namespace, name, credential, by, at })
  }
  if (registration?.by === 'unknown') {
    const label = labelNotUnderstood(registration)
    return failed('secret-not-understood', { namespace, name, label })
  }
  if (registration?.isWhole !== true || (scope !== undefined && !isOf(registration, scope, departmentId)))
    return failed('secret-not-registered', { namespace, name })
  return null
}

/**
 * The labels that, together with those of a write, would give a secret another scope or more than one. Adding a label
 * can make another one take effect.
 */
export function contradictingLabels(
  { labels }: Pick<SecretState, 'labels'>,
  added: Readonly<Record<string, string>>,
  { namespace, scope, runaiNamespace }: Omit<WantedSecret, 'name' | 'scope'> & { scope: WrittenScope },
): string[] {
  const registration = readRegistration({ ...labels, ...added }, namespace, runaiNamespace)
  const isOneScope = registration?.problems.every(({ code }) => code !== 'labels-contradict')
  if (registration !== null && isOf(registration, scope) && isOneScope === true) return []
  return registeringLabels.filter((label) => labels[label] !== undefined && added[label] === undefined)
}

/** No label contains the name of a project. */
const isOf = (
  registration: Registration,
  scope: WrittenScope,
  departmentId = (label: string) => label,
): boolean =>
  registration.scope === scope.kind &&
  (scope.kind === 'project' || departmentId(registration.department ?? '') === departmentId(scope.id))
