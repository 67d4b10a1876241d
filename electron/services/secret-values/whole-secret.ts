import * as z from 'zod/mini'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { Connection } from '../../kube/connection.ts'
import type { V1ObjectMeta, V1Secret } from '../../kube/core/models.ts'
import { secretPath, type SecretState, type WantedSecret } from '../writes/unused-secret.ts'

/** A whole Secret from the API. It contains values and must not leave the function that reads it. */
export interface WholeSecret {
  type: string
  /** Base64. */
  data: Readonly<Record<string, string>>
  isImmutable: boolean
  annotations: Readonly<Record<string, string>>
}

/** A Secret with its identity. */
export interface FoundSecret {
  state: SecretState & { uid: string }
  secret: WholeSecret
}

const Texts = z.catch(z.record(z.string(), z.string()), {})
/** Schemas for some fields of a model. */
type Shape<T> = Partial<Record<keyof T, z.ZodMiniType>>
const Answer = z.object({
  metadata: z.object({
    uid: z.string(),
    resourceVersion: z.string(),
    deletionTimestamp: z.optional(z.string()),
    labels: Texts,
    annotations: Texts,
  } satisfies Shape<V1ObjectMeta>),
  type: z.catch(z.string(), ''),
  data: Texts,
  immutable: z.catch(z.boolean(), false),
} satisfies Shape<V1Secret>)

/**
 * Reads one Secret with its values. The caller must drop them as soon as it is done, and pass none on. Throws
 * `secret-gone` if there is no such Secret.
 */
export async function readWholeSecret(
  connection: Connection,
  { namespace, name }: Pick<WantedSecret, 'namespace' | 'name'>,
  signal?: AbortSignal,
): Promise<FoundSecret> {
  let answer: unknown
  try {
    answer = await connection.getJson(secretPath(namespace, name), {
      timeoutMs: 15_000,
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (failureOf(error)?.code === 'not-found') throw failed('secret-gone', { namespace, name })
    throw error
  }
  const found = readWhole(answer)
  // The mismatch isn't reported, since it may be a value.
  if (found === null) throw failed('answer-garbled', { server: connection.server, reason: 'no Secret' })
  return found
}

/** Parses a Secret from an answer or a list. `null` if it isn't one. */
export function readWhole(answer: unknown): FoundSecret | null {
  const { success, data: read } = Answer.safeParse(answer)
  if (!success) return null
  const { metadata, type, data, immutable } = read
  const { uid, labels, annotations, resourceVersion } = metadata
  return {
    state: { uid, labels, annotations, resourceVersion, deleting: metadata.deletionTimestamp !== undefined },
    secret: { type, data, isImmutable: immutable, annotations },
  }
}
