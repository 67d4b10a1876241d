import { apiTime } from './api-time.ts'
import { isPrintable } from '../words/go-text.ts'
import { AmbiguousListError, compareFields, decodeFields, encodeFields } from './field-set.ts'
import type { FieldSet } from './field-set.ts'
import { withMetadata } from './kube-object.ts'
import type { JsonObject, KubeObject, ManagedFieldsEntry } from './kube-object.ts'

export interface Manager {
  name: string
  /** Of the written objects. */
  apiVersion: string
  /** Milliseconds since 1970. */
  now: number
}

/** Metadata fields without a manager. */
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

/** The manager of a write: the one that it names, or the user agent up to the first slash. */
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
 * The object with `managedFields` updated for a write that changed `before` to it: the manager gets the fields that are
 * new or changed; all others lose these and the removed ones.
 */
export function withManagedFields(before: KubeObject, object: KubeObject, manager: Manager): KubeObject {
  const managed = managedBefore(before, object)
  const isNew = before.metadata.uid === undefined
  // An object whose managers were lost gets no new ones.
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

/** The manager's entry with the fields it takes. Its time changes only if its set of fields has changed. */
function take(taken: readonly string[], manager: Manager, before?: Managed, left?: Managed): Managed {
  const fields = new Set([...(left?.fields ?? []), ...taken])
  const isSame = before !== undefined && isSameSet(before.fields, fields)
  const time = isSame ? before.entry.time : apiTime(manager.now)
  return { entry: { ...entryOf(manager), ...(time === undefined ? {} : { time }) }, fields }
}

/** The managers in the write itself, if they are valid; else those before it. */
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
