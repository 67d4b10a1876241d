import type { EnteredValue, NewSecret } from '../../../shared/contract/wizard.ts'
import { valueLimit } from '../../../shared/credential-fields.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { formatOf, type KnownFormat } from '../../../shared/credential-types/credential-types.ts'
import { labelsToWrite, readRegistration } from '../../../shared/registration.ts'
import { annotationKeys, describingAnnotations } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { V1Secret } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { bearsMark, markAttempt } from '../writes/attempt-mark.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'
import { dockerConfigJson } from '../secret-values/docker-config.ts'
import { withLastLineBreak } from '../secret-values/last-line-break.ts'

/**
 * Creates a credential with a new secret by one POST. The name is fixed, so that the cluster refuses a second one, even
 * after a lost answer.
 */
export async function createSecret(
  { open, recordedWrite }: { open: OpenCluster; recordedWrite: RecordedWrite },
  wanted: NewSecret,
  by: { user: string; now: Date },
  bytesOf: BytesOf,
): Promise<ObjectMetadata> {
  const { type, place, kubernetesName, name, description, registryUrl = '', expiresAt, dryRun } = wanted
  const { scope, namespace } = place
  const format = formatOfNew(wanted)
  const data = dataOf(wanted, format, bytesOf)
  const size = Object.values(data).reduce((sum, bytes) => sum + bytes.length, 0)
  if (size > valueLimit) throw failed('too-large', { what: kubernetesName })

  const mark = markAttempt(by.user, by.now)
  const body = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: kubernetesName,
      namespace,
      labels: labelsToWrite(scope.kind, type, scope.id),
      annotations: {
        ...describingAnnotations(
          { type, format: format.id, name, description, registryUrl, expiresAt },
          'new',
        ),
        ...mark,
      },
    },
    type: format.secretType,
    data: Object.fromEntries(Object.entries(data).map(([key, bytes]) => [key, bytes.toString('base64')])),
  } satisfies V1Secret
  return recordedWrite(open, {
    operation: 'create',
    object: { namespace, name: kubernetesName },
    before: null,
    request: {
      verb: 'create',
      path: `/api/v1/namespaces/${namespace}/secrets`,
      query: dryRun ? { dryRun: 'All' } : {},
      body,
      values: valuesIn(wanted, format, bytesOf),
      packed: format.form === 'registry-login' ? Object.values(data).map(String) : [],
    },
    look: () => lookAtSecret(open.connection, namespace, kubernetesName),
    judge: (found) => {
      if (found === null) return 'send-again'
      return bearsMark(found, mark) ? 'written' : existing(found, wanted)
    },
  }).catch((error: unknown) => {
    // It couldn't be read. All we know is that the name is taken.
    if (failureOf(error)?.code === 'already-exists') throw existing(null, wanted)
    throw error
  })
}

/** Returns an entered value as bytes. */
type BytesOf = (value: EnteredValue) => Buffer

/** The format of a new secret. The schema accepts only existing formats. */
export function formatOfNew({ type, format }: Pick<NewSecret, 'type' | 'format'>): KnownFormat {
  const known = formatOf(type, format)
  if (known === null) throw new Error(`no such format of ${type}`)
  return known
}

/** The content of each data key, before base64. */
function dataOf(
  { registryUrl = '', values = {}, entries = [] }: NewSecret,
  { form, fields }: KnownFormat,
  bytesOf: BytesOf,
): Record<string, Buffer> {
  switch (form) {
    case 'registry-login': {
      const { username = '', password = '' } = values
      return { '.dockerconfigjson': Buffer.from(dockerConfigJson(registryUrl, username, password)) }
    }
    case 'fields':
      return Object.fromEntries(fields.map(({ id, key }) => [key, Buffer.from(values[id] ?? '')]))
    case 'file':
      return Object.fromEntries(entries.map(({ key, value }) => [key, withLastLineBreak(bytesOf(value))]))
    case 'entries':
      return Object.fromEntries(entries.map(({ key, value }) => [key, bytesOf(value)]))
  }
}

/**
 * Everything that was entered, to be masked in messages about a refusal. A registry login also counts as one text: its
 * base64 differs from that of its parts, and a message may contain it without them.
 */
function valuesIn(
  { values = {}, entries = [] }: NewSecret,
  { form }: KnownFormat,
  bytesOf: BytesOf,
): string[] {
  const { username = '', password = '' } = values
  return [
    ...Object.values(values),
    ...entries.flatMap(({ value }) => {
      const bytes = bytesOf(value)
      // Bytes that aren't text can only appear as base64.
      return [bytes.toString('utf8'), bytes.toString('base64')]
    }),
    ...(form === 'registry-login' ? [`${username}:${password}`] : []),
  ]
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
