import * as z from 'zod/mini'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { Connection } from '../../kube/connection.ts'
import type { V1ObjectMeta, V1Secret } from '../../kube/core/models.ts'
import { secretPath, type SecretState, type WantedSecret } from '../writes/unused-secret.ts'

/** A whole Secret as the API gives it. It holds values: it stays inside the function that reads it. */
export interface WholeSecret {
  type: string
  /** Base64. */
  data: Readonly<Record<string, string>>
  isImmutable: boolean
  annotations: Readonly<Record<string, string>>
}

/** A Secret with what tells it from others. */
export interface FoundSecret {
  state: SecretState & { uid: string }
  secret: WholeSecret
}

const Texts = z.catch(z.record(z.string(), z.string()), {})
/** Field names of a model, each with what it must be. */
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
 * Reads one Secret with its values. Who calls it lets go of them as soon as it is through, and hands none on.
 * Throws `secret-gone` if there is none.
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
  // What did not fit is not told: it may be a value.
  if (found === null) throw failed('answer-garbled', { server: connection.server, reason: 'no Secret' })
  return found
}

/** A Secret as an answer or a list has it; `null` for what is none. */
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
