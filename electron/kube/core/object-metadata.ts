import { failed } from '../../../shared/failure.ts'
import type { KubeRow, RowReader } from './kube-row.ts'
import { fieldsOf } from './models.ts'
import type { Untrusted, V1Status } from './models.ts'

/** What stands about one object, without its content. */
export type ObjectMetadata = Omit<KubeRow, 'cells'>

/** Asks for metadata alone; values of a Secret don't cross the network then. */
export const metadataAccept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json'

/** Reads the metadata of an answer and lets go of everything else. */
export function readMetadata(readRow: RowReader, server: string, answer: unknown): ObjectMetadata {
  const row = readRow({ object: answer, cells: [] })
  if (row === null) throw failed('answer-garbled', { server, reason: 'no metadata' })
  return row
}

/**
 * Reads the answer to a deletion: of what a finalizer holds its metadata, of what is gone a Status that names it.
 * Everything but name and uid is empty then.
 */
export function readDeleted(readRow: RowReader, server: string, answer: unknown): ObjectMetadata {
  const { kind, status, details }: Untrusted<V1Status> = fieldsOf(answer)
  const isStatus = kind === 'Status' && status === 'Success'
  return readMetadata(readRow, server, isStatus ? { metadata: details } : answer)
}
