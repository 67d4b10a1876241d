import type { CredentialAt } from '../../../shared/contract/life.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { lookAtSecret, secretPath } from '../writes/unused-secret.ts'
import { whyNotCredential } from './credential-state.ts'

/**
 * Deletes the secret of a credential by one DELETE that carries its uid and version, so that neither a secret that was
 * made in the meantime nor a change that no one saw is hit. Returns the finalizers that hold it; none where it is gone. A lost
 * answer is settled by a look. Throws `credential-changed` and `secret-replaced` if someone else was faster.
 */
export async function deleteSecret(
  { open, recordedWrite }: { open: OpenCluster; recordedWrite: RecordedWrite },
  at: CredentialAt,
  found: ObjectMetadata,
): Promise<readonly string[]> {
  const { namespace, name, uid, resourceVersion } = at
  /** A secret that a look did not find anymore. */
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
    // It couldn't be looked at: that the version does not hold anymore is all that is known.
    if (failureOf(error)?.code === 'conflict') throw failed('credential-changed', { namespace, name })
    throw error
  }
}
