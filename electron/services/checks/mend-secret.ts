import { isDeepStrictEqual } from 'node:util'
import type { Mend } from '../../../shared/checks.ts'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import type { Credential } from '../../../shared/credential.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { lastAppliedAnnotation, runaiLabels } from '../../../shared/runai.ts'
import type { MergePatch, V1Secret } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { utf8TextOf } from '../secret-values/judge-fitness.ts'
import { withLastLineBreak } from '../secret-values/last-line-break.ts'
import { readWholeSecret, type FoundSecret } from '../secret-values/whole-secret.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { lookAtSecret, secretPath } from '../writes/unused-secret.ts'
import { findInSecret } from './check-secret.ts'

/**
 * Fixes one finding by a PATCH that contains nothing else, on the version that was checked. Throws `credential-changed`
 * if someone changed the secret since, or the finding no longer applies.
 */
export async function mendSecret(
  { open, recordedWrite }: { open: OpenCluster; recordedWrite: RecordedWrite },
  credential: Credential,
  { at, mend }: { at: CredentialAt; mend: Mend },
): Promise<void> {
  const { connection, runaiNamespace } = open
  const { namespace, name, uid, resourceVersion } = at
  const changed = () => failed('credential-changed', { namespace, name })
  const read = async () => {
    const whole = await readWholeSecret(connection, at)
    if (whole.state.uid !== uid) throw failed('secret-replaced', { namespace, name })
    return whole
  }
  const whole = await read()
  if (whole.state.resourceVersion !== resourceVersion) throw changed()
  const found = await findInSecret(whole, credential, runaiNamespace())
  if (!found.some((each) => isDeepStrictEqual(each.mend, mend))) throw changed()

  const { labels, annotations, data } = patchFor(mend, whole)
  const body = {
    metadata: { resourceVersion, ...(labels && { labels }), ...(annotations && { annotations }) },
    ...(data && { data }),
  } satisfies MergePatch<V1Secret>
  let stands = false
  try {
    await recordedWrite(open, {
      operation: 'mend',
      object: { namespace, name },
      before: { ...whole.state, sizes: sizesOf(whole) },
      request: {
        verb: 'patch',
        path: secretPath(namespace, name),
        body,
        values: Object.values(data ?? {}).flatMap((base64) => [base64, utf8TextOf(base64) ?? '']),
      },
      look: async () => {
        const now = await lookAtSecret(connection, namespace, name)
        stands = now !== null && isMended(mend, await read(), body)
        return now
      },
      judge: (now, mayStand) => {
        if (now === null || now.deleting) return failed('secret-gone', { namespace, name })
        if (mayStand && stands) return 'written'
        return now.resourceVersion === resourceVersion ? 'send-again' : changed()
      },
    })
  } catch (error) {
    // It couldn't be read again. All we know is that the version is out of date.
    throw failureOf(error)?.code === 'conflict' ? changed() : error
  }
}

interface MendPatch {
  labels?: Record<string, string>
  annotations?: Record<string, null>
  data?: Record<string, string>
}

function patchFor(mend: Mend, { secret }: FoundSecret): MendPatch {
  switch (mend.kind) {
    case 'set-type-label':
      return { labels: { [runaiLabels.resource]: mend.value } }
    case 'remove-annotation':
      return { annotations: { [lastAppliedAnnotation]: null } }
    case 'strip-line-break': {
      const text = utf8TextOf(secret.data[mend.key] ?? '') ?? ''
      return { data: { [mend.key]: Buffer.from(text.replace(/[\r\n]+$/, '')).toString('base64') } }
    }
    case 'add-line-break': {
      const bytes = Buffer.from(secret.data[mend.key] ?? '', 'base64')
      return { data: { [mend.key]: withLastLineBreak(bytes).toString('base64') } }
    }
  }
}

function isMended(mend: Mend, { state, secret }: FoundSecret, { data }: MergePatch<V1Secret>): boolean {
  switch (mend.kind) {
    case 'set-type-label':
      return state.labels[runaiLabels.resource] === mend.value
    case 'remove-annotation':
      return secret.annotations[lastAppliedAnnotation] === undefined
    case 'strip-line-break':
    case 'add-line-break':
      return secret.data[mend.key] === data?.[mend.key]
  }
}

const sizesOf = ({ secret }: FoundSecret): Record<string, number> =>
  Object.fromEntries(
    Object.entries(secret.data).map(([key, base64]) => [key, Buffer.byteLength(base64, 'base64')]),
  )
