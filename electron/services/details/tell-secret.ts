import { boundedTime, boundedWord } from '../../kube/core/bounds.ts'
import { fieldsOf, isRecord } from '../../kube/core/models.ts'
import type {
  Untrusted,
  V1ManagedFieldsEntry,
  V1ObjectMeta,
  V1OwnerReference,
  V1Secret,
} from '../../kube/core/models.ts'
import type { ManagerWrite, SecretDetails, WrittenPart } from '../../../shared/secret-details.ts'

/** Most entries of one list that are reported; all are counted. A Secret has hardly more than a dozen. */
const mostTold = 500
/** Of keys, which one person may have made many of. */
const mostKeys = 5000
const longestLabel = 400

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const byteLength = (value: unknown) => Buffer.byteLength(text(value))

/** The metadata of a Secret as details, of which no value is any part; `null` for what isn't an object. */
export function tellMetadata(
  object: unknown,
): Omit<SecretDetails, 'secretType' | 'isImmutable' | 'keys' | 'keyCount' | 'unread'> | null {
  const metadata: Untrusted<V1ObjectMeta> = fieldsOf(fieldsOf(object)['metadata'])
  const uid = boundedWord(text(metadata.uid))
  if (uid === '') return null
  const labels = Object.entries(fieldsOf(metadata.labels))
  const annotations = Object.entries(fieldsOf(metadata.annotations))
  return {
    uid,
    resourceVersion: boundedWord(text(metadata.resourceVersion)),
    createdAt: boundedTime(text(metadata.creationTimestamp)),
    deletedAt: boundedTime(text(metadata.deletionTimestamp)),
    finalizers: listOf(metadata.finalizers).map(text).filter(Boolean).slice(0, mostTold),
    labels: labels.slice(0, mostTold).map(([key, value]) => ({
      key: key.slice(0, longestLabel),
      value: text(value).slice(0, longestLabel),
    })),
    labelCount: labels.length,
    annotations: annotations
      .slice(0, mostTold)
      .map(([key, value]) => ({ key: key.slice(0, longestLabel), size: byteLength(value) })),
    annotationCount: annotations.length,
    owners: listOf(metadata.ownerReferences).filter(isRecord).slice(0, mostTold).map(tellOwner),
    managers: listOf(metadata.managedFields).filter(isRecord).slice(0, mostTold).map(tellManager),
  }
}

/** All of a whole Secret but its values: of those, the sizes. */
export function tellWhole(object: unknown): SecretDetails | null {
  const metadata = tellMetadata(object)
  if (metadata === null) return null
  const { type, data, immutable }: Untrusted<V1Secret> = fieldsOf(object)
  const entries = Object.entries(fieldsOf(data))
  return {
    ...metadata,
    secretType: boundedWord(text(type)),
    isImmutable: immutable === true,
    keys: entries
      .slice(0, mostKeys)
      .map(([name, value]) => ({ name, size: Buffer.byteLength(text(value), 'base64') })),
    keyCount: entries.length,
    unread: null,
  }
}

/**
 * What a row of a Table tells of a Secret: its type and the number of its keys in the cells, whose names field managers
 * remember, unless something wrote that remembers nothing.
 */
export function tellRow(row: unknown, unread: SecretDetails['unread']): SecretDetails | null {
  const { object, cells } = fieldsOf(row)
  const metadata = tellMetadata(object)
  if (metadata === null) return null
  const [, type, count] = listOf(cells)
  const managed = listOf(fieldsOf(fieldsOf(object)['metadata'])['managedFields'])
  const names = new Set(managed.flatMap((entry) => dataKeysIn(fieldsOf(entry)['fieldsV1'])))
  return {
    ...metadata,
    secretType: boundedWord(text(type)),
    isImmutable: null,
    keys: [...names]
      .sort()
      .slice(0, mostKeys)
      .map((name) => ({ name, size: null })),
    keyCount: typeof count === 'number' ? count : names.size,
    unread,
  }
}

const dataKeysIn = (fields: unknown): string[] =>
  Object.keys(fieldsOf(fieldsOf(fields)['f:data']))
    .filter((field) => field.startsWith('f:'))
    .map((field) => field.slice(2))

function tellOwner(entry: Record<string, unknown>): SecretDetails['owners'][number] {
  const { apiVersion, kind, name }: Untrusted<V1OwnerReference> = entry
  const [group = '', version] = boundedWord(text(apiVersion)).split('/')
  return {
    kind: boundedWord(text(kind)),
    group: version === undefined ? '' : group,
    name: boundedWord(text(name)),
  }
}

const partOfField: Readonly<Record<string, WrittenPart>> = {
  'f:data': 'data',
  'f:stringData': 'data',
  'f:type': 'type',
}
const partOfMetadata: Readonly<Record<string, WrittenPart>> = {
  'f:labels': 'labels',
  'f:annotations': 'annotations',
  'f:ownerReferences': 'owners',
  'f:finalizers': 'finalizers',
}

function tellManager(entry: Record<string, unknown>): ManagerWrite {
  const { manager, operation, time, fieldsV1 }: Untrusted<V1ManagedFieldsEntry> = entry
  const fields = fieldsOf(fieldsV1)
  const parts = new Set([
    ...Object.keys(fields)
      .filter((field) => field !== 'f:metadata' && field !== '.')
      .map((field) => partOfField[field] ?? 'other'),
    ...Object.keys(fieldsOf(fields['f:metadata'])).map((field) => partOfMetadata[field] ?? 'other'),
  ])
  return {
    manager: boundedWord(text(manager)),
    operation: boundedWord(text(operation)),
    time: boundedTime(text(time)),
    parts: [...parts],
  }
}
