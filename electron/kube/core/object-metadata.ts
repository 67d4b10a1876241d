import { failed } from '../../../shared/failure.ts'
import { boundedWord } from './bounds.ts'
import type { KubeRow, RowReader } from './kube-row.ts'
import { fieldsOf } from './models.ts'
import type { KubernetesObject, Untrusted, V1ObjectMeta, V1Status } from './models.ts'

/** An object's metadata, without its content. */
export interface ObjectMetadata extends Omit<KubeRow, 'cells'> {
  /** What delays a deletion until it has finished; only the first few. */
  finalizers: readonly string[]
}

const mostFinalizers = 20

/** Requests only metadata, so that a Secret's values don't cross the network. */
export const metadataAccept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json'

/** Reads the metadata from a response and drops everything else. */
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
 * Reads the response to a deletion: metadata if a finalizer delays it, else a Status that names the deleted object. In
 * the latter case only name and uid are set.
 */
export function readDeleted(readRow: RowReader, server: string, answer: unknown): ObjectMetadata {
  const { kind, status, details }: Untrusted<V1Status> = fieldsOf(answer)
  const isStatus = kind === 'Status' && status === 'Success'
  return readMetadata(readRow, server, isStatus ? { metadata: details } : answer)
}
