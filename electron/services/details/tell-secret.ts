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

/** How many entries of a list are reported. All are counted. A Secret rarely has more than a dozen. */
const mostTold = 500
/** The limit for keys, of which one person may have created many. */
const mostKeys = 5000
const longestLabel = 400

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const byteLength = (value: unknown) => Buffer.byteLength(text(value))

/** The metadata of a Secret as details, without values. `null` for anything but an object. */
function tellMetadata(
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

/** A whole Secret as details. Its values appear only as sizes. */
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
 * What a Table row says about a Secret: type and number of keys from its cells, and key names from the managed fields,
 * unless something without a field manager wrote it.
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
