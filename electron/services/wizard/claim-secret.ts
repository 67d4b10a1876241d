import type { Claim } from '../../../shared/contract/wizard.ts'
import type { Fitness, WrittenScope } from '../../../shared/credential.ts'
import { formatOf } from '../../../shared/credential-types/credential-types.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { labelsToWrite } from '../../../shared/registration.ts'
import { annotationKeys, describingAnnotations } from '../../../shared/runai.ts'
import type { Connection, ObjectMetadata } from '../../kube/connection.ts'
import type { MergePatch, V1Secret } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { bearsMark, markAttempt } from '../writes/attempt-mark.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import {
  contradictingLabels,
  lookAtSecret,
  secretPath,
  whyNotUnused,
  type SecretState,
  type WantedSecret,
} from '../writes/unused-secret.ts'
import { judgeFitness } from '../secret-values/judge-fitness.ts'
import { proposeExpiry } from '../secret-values/propose-expiry.ts'
import { readWholeSecret } from '../secret-values/whole-secret.ts'

/** A completed claim. */
interface Claimed {
  metadata: ObjectMetadata
  secretType: string
  keyCount: number
}

/** The result of checking a secret, whether or not it can be claimed. */
interface Checked extends Fitness, Pick<Claimed, 'secretType' | 'keyCount'> {
  before: SecretState & { uid: string }
}

/** Reads an unused secret and decides whether it is suitable. Throws if it is no longer unused. */
export async function checkSecret(
  connection: Connection,
  wanted: WantedSecret & { scope: WrittenScope },
  { type, format, registryUrl }: Pick<Claim, 'type' | 'format'> & { registryUrl: string },
): Promise<Checked> {
  const { state, secret } = await readWholeSecret(connection, wanted)
  const reason = whyNotUnused(state, wanted)
  if (reason !== null) throw reason
  const { incompatibilities, remarks } = judgeFitness(secret, { type, format, registryUrl })
  const { scope } = wanted
  const labels = contradictingLabels(state, labelsToWrite(scope.kind, type, scope.id), wanted)
  return {
    before: state,
    resourceVersion: state.resourceVersion,
    incompatibilities:
      labels.length === 0 ? incompatibilities : [{ code: 'labels-contradict', labels }, ...incompatibilities],
    remarks,
    secretType: secret.type,
    keyCount: Object.keys(secret.data).length,
    expiries: proposeExpiry(secret),
    leftAnnotations: Object.values(annotationKeys).filter((key) => state.annotations[key] !== undefined),
  }
}

/**
 * Claims an unused secret by one PATCH with the version that the decision was based on: if several people try at the
 * same time, the cluster accepts only one. Changes only the labels and annotations that it names.
 */
export async function claimSecret(
  { open, recordedWrite }: { open: OpenCluster; recordedWrite: RecordedWrite },
  claim: Claim,
  by: { user: string; now: Date } & Pick<WantedSecret, 'runaiNamespace' | 'departmentId'>,
): Promise<Claimed> {
  const { place, type, format, secret, name, description, registryUrl = '', expiresAt, dryRun } = claim
  const { connection } = open
  const wanted = {
    namespace: place.namespace,
    name: secret.name,
    scope: place.scope,
    runaiNamespace: by.runaiNamespace,
    ...(by.departmentId === undefined ? {} : { departmentId: by.departmentId }),
  }
  const { namespace } = wanted
  const checked = await checkSecret(connection, wanted, { type, format, registryUrl })
  if (checked.resourceVersion !== secret.resourceVersion)
    throw failed('secret-changed', { namespace, name: secret.name })
  if (checked.incompatibilities.length > 0)
    throw failed('secret-unfit', {
      namespace,
      name: secret.name,
      incompatibilities: checked.incompatibilities,
    })

  const mark = markAttempt(by.user, by.now)
  const body = {
    metadata: {
      resourceVersion: secret.resourceVersion,
      labels: labelsToWrite(place.scope.kind, type, place.scope.id),
      annotations: {
        // Leftovers of an earlier claim would be read as part of this one.
        ...Object.fromEntries(checked.leftAnnotations.map((key) => [key, null])),
        ...describingAnnotations(
          { type, format: formatOf(type, format)?.id ?? null, name, description, registryUrl, expiresAt },
          'existing',
        ),
        ...mark,
      },
    },
  } satisfies MergePatch<V1Secret>
  const metadata = await recordedWrite(open, {
    operation: 'claim',
    object: { namespace, name: secret.name },
    before: checked.before,
    request: {
      verb: 'patch',
      path: secretPath(namespace, secret.name),
      query: dryRun ? { dryRun: 'All' } : {},
      body,
    },
    look: () => lookAtSecret(connection, namespace, secret.name),
    judge: (found) => {
      if (found !== null && bearsMark(found, mark)) return 'written'
      const reason = whyNotUnused(found, wanted)
      if (reason !== null) return reason
      return found?.resourceVersion === secret.resourceVersion
        ? 'send-again'
        : failed('secret-changed', { namespace, name: secret.name })
    },
  }).catch((error: unknown) => {
    // It couldn't be read again. All we know is that the version is out of date.
    if (failureOf(error)?.code === 'conflict')
      throw failed('secret-changed', { namespace, name: secret.name })
    throw error
  })
  return { metadata, secretType: checked.secretType, keyCount: checked.keyCount }
}
