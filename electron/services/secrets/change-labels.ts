import type { WriteOperation } from '../../../shared/activity.ts'
import type { SecretAt } from '../../../shared/contract/secrets.ts'
import type { WrittenScope } from '../../../shared/credential.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { CredentialType } from '../../../shared/credential-types/credential-types.ts'
import { isRegistrable, labelsToWrite, registeringLabels } from '../../../shared/registration.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { MergePatch, V1Secret } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import {
  contradictingLabels,
  lookAtSecret,
  secretPath,
  whyNotUnused,
  type WantedSecret,
} from '../writes/unused-secret.ts'

/** An open cluster, and how to write to it. */
interface Reached {
  open: OpenCluster
  recordedWrite: RecordedWrite
}

/** Labels to set. `null` removes one. */
type LabelChanges = Readonly<Record<string, string | null>>

/** Registers an unregistered secret: adds the labels of the scope, on the version that was shown. */
export async function registerSecret(
  reached: Reached,
  secret: SecretAt,
  { scope, type }: { scope: WrittenScope; type: CredentialType },
): Promise<void> {
  const { namespace, name } = secret
  const labels = labelsToWrite(scope.kind, type, scope.id)
  await patchLabels(reached, secret, { operation: 'register', labels }, (found) => {
    const wanted = { ...secret, runaiNamespace: reached.open.runaiNamespace() }
    const reason = whyNotUnregistered(found, wanted)
    if (reason !== null || found === null) return reason
    const others = contradictingLabels(found, labels, { ...wanted, scope })
    return others.length === 0
      ? null
      : failed('secret-unfit', {
          namespace,
          name,
          incompatibilities: [{ code: 'labels-contradict', labels: others }],
        })
  })
}

/** Removes the scope labels from an unused secret, on the version that was shown. */
export async function unregisterSecret(reached: Reached, secret: SecretAt): Promise<void> {
  const labels = Object.fromEntries(registeringLabels.map((label) => [label, null]))
  const { runaiNamespace } = reached.open
  await patchLabels(reached, secret, { operation: 'unregister', labels }, (found) =>
    whyNotUnused(found, { ...secret, runaiNamespace: runaiNamespace() }),
  )
}

/** Changes only these labels by one PATCH. `whyNot` returns why a secret in its current state can't be changed. */
async function patchLabels(
  { open, recordedWrite }: Reached,
  secret: SecretAt,
  { operation, labels }: { operation: WriteOperation; labels: LabelChanges },
  whyNot: (found: ObjectMetadata | null) => Error | null,
): Promise<void> {
  const { namespace, name, resourceVersion } = secret
  const { connection } = open
  const changed = () => failed('secret-changed', { namespace, name })
  const found = await lookAtSecret(connection, namespace, name)
  const reason = whyNot(found)
  if (reason !== null) throw reason
  if (found?.resourceVersion !== resourceVersion) throw changed()
  await recordedWrite(open, {
    operation,
    object: { namespace, name },
    before: found,
    request: {
      verb: 'patch',
      path: secretPath(namespace, name),
      body: { metadata: { resourceVersion, labels } } satisfies MergePatch<V1Secret>,
    },
    look: () => lookAtSecret(connection, namespace, name),
    judge: (now) => {
      if (now !== null && hasLabels(now, labels)) return 'written'
      return whyNot(now) ?? (now?.resourceVersion === resourceVersion ? 'send-again' : changed())
    },
  }).catch((error: unknown) => {
    if (failureOf(error)?.code === 'conflict') throw changed()
    throw error
  })
}

function whyNotUnregistered(found: ObjectMetadata | null, wanted: WantedSecret): Error | null {
  const { namespace, name } = wanted
  if (found === null || found.deleting) return failed('secret-gone', { namespace, name })
  const isFree =
    isRegistrable(found.labels, wanted) && (found.annotations[annotationKeys.credential] ?? '') === ''
  return isFree ? null : (whyNotUnused(found, wanted) ?? failed('secret-changed', { namespace, name }))
}

const hasLabels = ({ labels }: ObjectMetadata, wanted: LabelChanges): boolean =>
  Object.entries(wanted).every(([key, value]) => (labels[key] ?? null) === value)
