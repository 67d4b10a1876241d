import { apiTime } from './api-time.ts'
import { isPrintable } from '../words/go-text.ts'
import { AmbiguousListError, compareFields, decodeFields, encodeFields } from './field-set.ts'
import type { FieldSet } from './field-set.ts'
import { withMetadata } from './kube-object.ts'
import type { JsonObject, KubeObject, ManagedFieldsEntry } from './kube-object.ts'

export interface Manager {
  name: string
  /** Of the objects that are written. */
  apiVersion: string
  /** Milliseconds since 1970. */
  now: number
}

/** Fields of metadata that belong to no one. */
const ownerless = new Set([
  'f:metadata',
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((field) => `f:metadata\nf:${field}`),
])

/** Who a write is remembered under: the one that it names, or what its user agent says before the first slash. */
export function managerName(named: string, userAgent: string): string {
  if (named !== '') return named
  const [first = ''] = userAgent.split('/')
  const printable = Array.from(first).filter(isPrintable).join('')
  return (
    Buffer.from(printable, 'utf8')
      .subarray(0, 128)
      .toString('utf8')
      .replace(/\ufffd+$/, '') || 'unknown'
  )
}

interface Managed {
  entry: ManagedFieldsEntry
  fields: FieldSet
}

/**
 * The object with `managedFields` as they are after a write that turned `before` into it: the manager gets the fields
 * that are new or have changed, everyone else loses these and those that are gone.
 */
export function withManagedFields(before: KubeObject, object: KubeObject, manager: Manager): KubeObject {
  const managed = managedBefore(before, object)
  const isNew = before.metadata.uid === undefined
  // Whose book of managers was lost gets no other.
  if (managed.length === 0 && !isNew) return withMetadata(object, { managedFields: undefined })
  try {
    const { changed, removed } = compareFields(contentOf(before), contentOf(object))
    const left = managed.map(({ entry, fields }): Managed => ({
      entry,
      fields: new Set([...fields].filter((path) => !changed.has(path) && !removed.has(path))),
    }))
    const taken = [...changed].filter((path) => !ownerless.has(path))
    const own = left.findIndex(({ entry }) => isOf(entry, manager))
    const now =
      taken.length === 0
        ? left
        : [...left.filter((_, index) => index !== own), take(taken, manager, managed[own], left[own])]
    const encoded = now
      .filter(({ fields }) => fields.size > 0)
      .map(({ entry, fields }) => ({ ...inOrder(entry), fieldsV1: encodeFields(fields) }))
    return withMetadata(object, { managedFields: encoded.length === 0 ? undefined : encoded.sort(byAge) })
  } catch (error) {
    if (error instanceof AmbiguousListError) return withMetadata(object, { managedFields: undefined })
    throw error
  }
}

/** The entry of a manager with what it takes; its time is that of the write only where its fields have changed. */
function take(taken: readonly string[], manager: Manager, before?: Managed, left?: Managed): Managed {
  const fields = new Set([...(left?.fields ?? []), ...taken])
  const isSame = before !== undefined && isSameSet(before.fields, fields)
  const time = isSame ? before.entry.time : apiTime(manager.now)
  return { entry: { ...entryOf(manager), ...(time === undefined ? {} : { time }) }, fields }
}

/** What the write itself says of managers, where that can be read; else what stood there before. */
function managedBefore(before: KubeObject, object: KubeObject): Managed[] {
  const given = object.metadata.managedFields
  if (given !== undefined) {
    if (given.length === 0 || (given.length === 1 && Object.keys(given[0] ?? {}).length === 0)) return []
    if (given.every(({ fieldsType }) => fieldsType === 'FieldsV1')) return given.map(decode)
  }
  return (before.metadata.managedFields ?? []).map(decode)
}

const decode = (entry: ManagedFieldsEntry): Managed => ({ entry, fields: decodeFields(entry.fieldsV1 ?? {}) })

function contentOf(object: KubeObject): JsonObject {
  return withMetadata(object, { managedFields: undefined }) as unknown as JsonObject
}

const entryOf = ({ name, apiVersion }: Manager): ManagedFieldsEntry => ({
  manager: name,
  operation: 'Update',
  apiVersion,
})

const isOf = (entry: ManagedFieldsEntry, { name, apiVersion }: Manager) =>
  entry.manager === name && entry.operation === 'Update' && entry.apiVersion === apiVersion

const isSameSet = (a: FieldSet, b: FieldSet) => a.size === b.size && [...a].every((path) => b.has(path))

function inOrder({ manager, operation, apiVersion, time }: ManagedFieldsEntry): ManagedFieldsEntry {
  return {
    ...(manager === undefined ? {} : { manager }),
    ...(operation === undefined ? {} : { operation }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(time === undefined ? {} : { time }),
    fieldsType: 'FieldsV1',
  }
}

function byAge(a: ManagedFieldsEntry, b: ManagedFieldsEntry): number {
  const keys = (entry: ManagedFieldsEntry) => [
    entry.operation ?? '',
    entry.time ?? '',
    entry.manager ?? '',
    entry.apiVersion ?? '',
  ]
  const [left, right] = [keys(a), keys(b)]
  const index = left.findIndex((key, at) => key !== right[at])
  if (index === -1) return 0
  return (left[index] ?? '') < (right[index] ?? '') ? -1 : 1
}
