import type { CredentialAt } from '../../../shared/contract/life.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { lookAtSecret, secretPath } from '../writes/unused-secret.ts'
import { whyNotCredential } from './credential-state.ts'

/**
 * Deletes the secret of a credential by one DELETE with its uid and version, so that it can't hit a recreated secret or
 * a change that nobody saw. Returns the finalizers that block the deletion; empty if it is deleted. If the answer is
 * lost, it reads the secret again. Throws `credential-changed` and `secret-replaced` if someone else was faster.
 */
export async function deleteSecret(
  { open, recordedWrite }: { open: OpenCluster; recordedWrite: RecordedWrite },
  at: CredentialAt,
  found: ObjectMetadata,
): Promise<readonly string[]> {
  const { namespace, name, uid, resourceVersion } = at
  /** A secret that no longer exists when read again. */
  const gone: ObjectMetadata = { ...found, deleting: true, finalizers: [] }
  try {
    const after = await recordedWrite(open, {
      operation: 'delete',
      object: { namespace, name },
      before: found,
      request: {
        verb: 'delete',
        path: secretPath(namespace, name),
        body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } },
      },
      look: async () => (await lookAtSecret(open.connection, namespace, name)) ?? gone,
      judge: (now, mayStand) => {
        const isAnother = now !== null && now.uid !== uid
        if (mayStand && (isAnother || now === gone || now?.deleting === true)) return 'written'
        if (isAnother) return failed('secret-replaced', { namespace, name })
        return (
          whyNotCredential(open, at, now) ??
          (now?.resourceVersion === resourceVersion
            ? 'send-again'
            : failed('credential-changed', { namespace, name }))
        )
      },
    })
    return after.uid === uid ? after.finalizers : []
  } catch (error) {
    // It couldn't be read again. All we know is that the version is out of date.
    if (failureOf(error)?.code === 'conflict') throw failed('credential-changed', { namespace, name })
    throw error
  }
}
