import { failed } from '../../../shared/failure.ts'
import { boundedWord } from './bounds.ts'
import type { KubeRow, RowReader } from './kube-row.ts'
import { fieldsOf } from './models.ts'
import type { KubernetesObject, Untrusted, V1ObjectMeta, V1Status } from './models.ts'

/** What stands about one object, without its content. */
export interface ObjectMetadata extends Omit<KubeRow, 'cells'> {
  /** What holds a deletion until it is done; the first ones. */
  finalizers: readonly string[]
}

const mostFinalizers = 20

/** Asks for metadata alone; values of a Secret don't cross the network then. */
export const metadataAccept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json'

/** Reads the metadata of an answer and lets go of everything else. */
export function readMetadata(readRow: RowReader, server: string, answer: unknown): ObjectMetadata {
  const row = readRow({ object: answer, cells: [] })
  if (row === null) throw failed('answer-garbled', { server, reason: 'no metadata' })
  const { metadata }: Untrusted<KubernetesObject> = fieldsOf(answer)
  const { finalizers }: Untrusted<V1ObjectMeta> = fieldsOf(metadata)
  return { ...row, finalizers: wordsIn(finalizers).slice(0, mostFinalizers) }
}

const wordsIn = (list: unknown): string[] =>
  Array.isArray(list)
    ? list.filter((each): each is string => typeof each === 'string' && boundedWord(each) !== '')
    : []

/**
 * Reads the answer to a deletion: of what a finalizer holds its metadata, of what is gone a Status that names it.
 * Everything but name and uid is empty then.
 */
export function readDeleted(readRow: RowReader, server: string, answer: unknown): ObjectMetadata {
  const { kind, status, details }: Untrusted<V1Status> = fieldsOf(answer)
  const isStatus = kind === 'Status' && status === 'Success'
  return readMetadata(readRow, server, isStatus ? { metadata: details } : answer)
}
