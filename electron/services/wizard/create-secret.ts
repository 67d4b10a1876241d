import type { NewSecret } from '../../../shared/contract/wizard.ts'
import { valueLimit } from '../../../shared/credential-fields.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import {
  annotationKeys,
  dataKeys,
  describingAnnotations,
  labelsToWrite,
  newSecretTypes,
  readRegistration,
} from '../../../shared/runai.ts'
import type { Connection, ObjectMetadata } from '../../kube/connection.ts'
import type { V1Secret } from '../../kube/core/models.ts'
import { bearsMark, markAttempt } from '../writes/attempt-mark.ts'
import { settleWrite } from '../writes/settle-write.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'
import { dockerConfigJson } from './docker-config.ts'

/**
 * Makes a credential with a new secret by one POST. Its name is given, so that the cluster itself refuses a second
 * one, also after an answer that was lost.
 */
export async function createSecret(
  connection: Connection,
  wanted: NewSecret,
  by: { user: string; now: Date },
): Promise<ObjectMetadata> {
  const { type, place, kubernetesName, name, description, dryRun } = wanted
  const { scope, namespace } = place
  const registryUrl = wanted.type === 'docker-registry' ? wanted.registryUrl : ''
  const texts = textsOf(wanted)
  const size = Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  if (size > valueLimit) throw failed('too-large', { what: kubernetesName })

  const mark = markAttempt(by.user, by.now)
  const body = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: kubernetesName,
      namespace,
      labels: labelsToWrite(scope.kind, type, scope.id),
      annotations: { ...describingAnnotations({ type, name, description, registryUrl }, 'new'), ...mark },
    },
    type: newSecretTypes[type],
    data: Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, Buffer.from(text, 'utf8').toString('base64')]),
    ),
  } satisfies V1Secret
  return settleWrite({
    send: () =>
      connection.write({
        verb: 'create',
        path: `/api/v1/namespaces/${namespace}/secrets`,
        query: dryRun ? { dryRun: 'All' } : {},
        body,
        values: [...Object.values(wanted.values), ...loginsOf(wanted)],
        packed: wanted.type === 'docker-registry' ? Object.values(texts) : [],
      }),
    look: () => lookAtSecret(connection, namespace, kubernetesName),
    judge: (found) => {
      if (found === null) return 'send-again'
      return bearsMark(found, mark) ? 'written' : existing(found, wanted)
    },
  }).catch((error: unknown) => {
    // It could not be looked at: that the name is taken is all that is known.
    if (failureOf(error)?.code === 'already-exists') throw existing(null, wanted)
    throw error
  })
}

/** What stands under each data key, before base64. */
function textsOf(wanted: NewSecret): Record<string, string> {
  switch (wanted.type) {
    case 'docker-registry':
      return {
        '.dockerconfigjson': dockerConfigJson(
          wanted.registryUrl,
          wanted.values.username,
          wanted.values.password,
        ),
      }
    case 'access-key':
      return {
        [dataKeys['access-key'].accessKeyId]: wanted.values.accessKeyId,
        [dataKeys['access-key'].secretKey]: wanted.values.secretKey,
      }
    case 'password':
      return {
        [dataKeys.password.username]: wanted.values.username,
        [dataKeys.password.password]: wanted.values.password,
      }
  }
}

/** A registry login as one text: in base64 it stands beside its parts, and who reads the one may tell it alone. */
function loginsOf({ type, values }: NewSecret): string[] {
  return type === 'docker-registry' ? [`${values.username}:${values.password}`] : []
}

function existing(found: ObjectMetadata | null, { kubernetesName, place }: NewSecret): Error {
  const { namespace } = place
  return failed('secret-exists', {
    namespace,
    name: kubernetesName,
    credential: found?.annotations[annotationKeys.credential] ?? '',
    registered: found !== null && readRegistration(found.labels, namespace) !== null,
    by: found?.annotations[annotationKeys.createdBy] ?? found?.manager ?? '',
  })
}
