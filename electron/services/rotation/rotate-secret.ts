import { randomInt } from 'node:crypto'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import type { EnteredValue } from '../../../shared/contract/wizard.ts'
import { valueLimit } from '../../../shared/credential-fields.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { MergePatch, V1Secret } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readWholeSecret, type WholeSecret } from '../secret-values/whole-secret.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { lookAtSecret, secretPath } from '../writes/unused-secret.ts'
import { rotatedData, rotatedFormat, type NewValues } from './rotated-data.ts'
import type { SecretToRotate } from './secret-to-rotate.ts'

/** Bytes by data key. */
export const sizesOf = ({ data }: WholeSecret): Record<string, number> =>
  Object.fromEntries(Object.entries(data).map(([key, base64]) => [key, Buffer.byteLength(base64, 'base64')]))

interface Deps {
  open: OpenCluster
  recordedWrite: RecordedWrite
  bytesOf: (value: EnteredValue) => Buffer
  now: () => Date
}

/**
 * Rotates one secret by one PATCH, on the version that was shown. The PATCH contains only the changed keys, the time of
 * the rotation, and the expiry of the new values; without one, it removes the old expiry. `found` is the secret at that
 * version. Throws `credential-changed` if someone else was faster, and `secret-unfit` if the secret can't hold the
 * values.
 */
export async function rotateSecret(
  { open, recordedWrite, bytesOf, now }: Deps,
  at: CredentialAt,
  { metadata, layout, whyNot }: SecretToRotate,
  wanted: NewValues & { expiresAt: string | null; dryRun: boolean },
): Promise<ObjectMetadata> {
  const { namespace, name, uid, resourceVersion } = at
  const changed = () => failed('credential-changed', { namespace, name })
  const format = rotatedFormat(layout)
  const { secret, state } = await readWholeSecret(open.connection, at)
  if (state.uid !== uid || state.resourceVersion !== resourceVersion) throw changed()
  const { data, refusal } = rotatedData(secret, format, layout.registryUrl, wanted, bytesOf)
  if (refusal !== null) throw failed('secret-unfit', { namespace, name, incompatibilities: [refusal] })
  const sizes = sizesOf(secret)
  if (sizeWith(sizes, data) > valueLimit) throw failed('too-large', { what: name })

  const rotatedAt = timeMark(now())
  const { expiresAt } = wanted
  const hadDate = metadata.annotations[annotationKeys.expiresAt] !== undefined
  const annotations = {
    [annotationKeys.rotatedAt]: rotatedAt,
    ...(hadDate || expiresAt !== null ? { [annotationKeys.expiresAt]: expiresAt } : {}),
  }
  const body = {
    metadata: { resourceVersion, annotations },
    data: Object.fromEntries(Object.entries(data).map(([key, bytes]) => [key, bytes.toString('base64')])),
  } satisfies MergePatch<V1Secret>
  try {
    return await recordedWrite(open, {
      operation: 'rotate',
      object: { namespace, name },
      before: { ...metadata, sizes },
      request: {
        verb: 'patch',
        path: secretPath(namespace, name),
        query: wanted.dryRun ? { dryRun: 'All' } : {},
        body,
        values: Object.values(data).flatMap((bytes) => [bytes.toString('utf8'), bytes.toString('base64')]),
        packed: format.form === 'registry-login' ? Object.values(data).map(String) : [],
      },
      look: () => lookAtSecret(open.connection, namespace, name),
      judge: (seen) => {
        if (seen !== null && seen.uid !== uid) return failed('secret-replaced', { namespace, name })
        if (seen?.annotations[annotationKeys.rotatedAt] === rotatedAt) return 'written'
        return whyNot(seen) ?? (seen?.resourceVersion === resourceVersion ? 'send-again' : changed())
      },
    })
  } catch (error) {
    // It couldn't be read again. All we know is that the version is out of date.
    throw failureOf(error)?.code === 'conflict' ? changed() : error
  }
}

const sizeWith = (before: Readonly<Record<string, number>>, data: Readonly<Record<string, Buffer>>): number =>
  Object.values({
    ...before,
    ...Object.fromEntries(Object.entries(data).map(([key, { length }]) => [key, length])),
  }).reduce((sum, size) => sum + size, 0)

/** After a lost answer, distinguishes this rotation from another in the same millisecond. */
const timeMark = (now: Date): string =>
  now.toISOString().replace('Z', `${String(randomInt(1_000_000)).padStart(6, '0')}Z`)
