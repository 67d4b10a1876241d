import type { WriteOperation } from '../../../shared/activity.ts'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { MergePatch, V1Secret } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { lookAtSecret, secretPath } from '../writes/unused-secret.ts'

/** Annotations to set. `null` removes one. */
export type AnnotationChanges = Readonly<Record<string, string | null>>

/**
 * Changes only these annotations by one PATCH on the version that the decision was based on, and returns the resulting
 * secret. `whyNot` returns why a secret in its current state can't be changed. If the answer is lost, it reads the
 * secret again. Throws `credential-changed` if someone else was faster.
 */
export async function changeAnnotations(
  { open, recordedWrite }: { open: OpenCluster; recordedWrite: RecordedWrite },
  { namespace, name, uid, resourceVersion }: CredentialAt,
  change: { operation: WriteOperation; found: ObjectMetadata; annotations: AnnotationChanges },
  whyNot: (found: ObjectMetadata | null) => Error | null,
): Promise<ObjectMetadata> {
  const { operation, found: before, annotations } = change
  const changed = () => failed('credential-changed', { namespace, name })
  try {
    return await recordedWrite(open, {
      operation,
      object: { namespace, name },
      before,
      request: {
        verb: 'patch',
        path: secretPath(namespace, name),
        body: { metadata: { resourceVersion, annotations } } satisfies MergePatch<V1Secret>,
      },
      look: () => lookAtSecret(open.connection, namespace, name),
      judge: (found, mayStand) => {
        if (found !== null && found.uid !== uid) return failed('secret-replaced', { namespace, name })
        if (mayStand && found !== null && stands(found, annotations)) return 'written'
        return whyNot(found) ?? (found?.resourceVersion === resourceVersion ? 'send-again' : changed())
      },
    })
  } catch (error) {
    // It couldn't be read again. All we know is that the version is out of date.
    throw failureOf(error)?.code === 'conflict' ? changed() : error
  }
}

const stands = (found: ObjectMetadata, annotations: AnnotationChanges): boolean =>
  Object.entries(annotations).every(([key, value]) => (found.annotations[key] ?? null) === value)

/** The reverse of a change: the same annotations with their previous values. */
export const before = (found: ObjectMetadata, annotations: AnnotationChanges): AnnotationChanges =>
  Object.fromEntries(Object.keys(annotations).map((key) => [key, found.annotations[key] ?? null]))
