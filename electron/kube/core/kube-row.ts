import { isNamespaceName, kubernetesNameProblem } from '../../../shared/kubernetes-name.ts'
import type { OwningObject } from '../../../shared/owners.ts'
import { lastAppliedAnnotation } from '../../../shared/runai.ts'
import { boundedTime, boundedWord } from './bounds.ts'
import { fieldsOf, isRecord } from './models.ts'
import type {
  KubernetesObject,
  Untrusted,
  V1ManagedFieldsEntry,
  V1ObjectMeta,
  V1OwnerReference,
  V1Secret,
} from './models.ts'

/** One object of a list: its metadata and the cells of its Table row. Contains no values of a Secret. */
export interface KubeRow {
  uid: string
  name: string
  /** Empty for cluster-scoped objects. */
  namespace: string
  resourceVersion: string
  /** ISO 8601, UTC; empty if the text isn't a time. */
  createdAt: string
  /**
   * Time of the last write to the data, if the managed fields have it, else of the creation; same form as `createdAt`.
   */
  writtenAt: string
  /** Deletion was requested, and a finalizer delays it. */
  deleting: boolean
  labels: Readonly<Record<string, string>>
  /** Only the keys that the connection keeps. */
  annotations: Readonly<Record<string, string>>
  /** The first known writer in the managed fields, who created the object; empty if there is none. */
  manager: string
  /** The owners, the controlling one first; at most a few. */
  references: readonly OwningObject[]
  /** Whether `kubectl apply` left a copy of the object, and whether it contains a Secret's values. */
  lastApplied: 'none' | 'without-values' | 'with-values'
  /** In the order of the server's columns; for Secrets: name, type, number of data keys, age. */
  cells: readonly (string | number | boolean | null)[]
}

/** Reads an entry of a Table's `rows`; returns `null` for anything that isn't a row. */
export type RowReader = (tableRow: unknown) => KubeRow | null

/**
 * Reads rows and drops everything that isn't a field of `KubeRow`: managed fields, annotations other than
 * `keepAnnotations`, and the copy left by `kubectl apply`, which can contain values.
 */
export function createRowReader(keepAnnotations: readonly string[]): RowReader {
  const shared = createSharedTexts()
  return (tableRow) => {
    if (!isRecord(tableRow)) return null
    const object: Untrusted<KubernetesObject> = fieldsOf(tableRow['object'])
    const metadata: Untrusted<V1ObjectMeta> = fieldsOf(object.metadata)
    const uid = boundedWord(text(metadata.uid))
    if (uid === '') return null
    const annotations = fieldsOf(metadata.annotations)
    const createdAt = boundedTime(text(metadata.creationTimestamp))
    const dataTime = lastDataTime(metadata.managedFields)
    const name = text(metadata.name)
    return {
      uid,
      name,
      namespace: shared.text(text(metadata.namespace)),
      resourceVersion: boundedWord(text(metadata.resourceVersion)),
      createdAt,
      writtenAt: dataTime === '' || dataTime === createdAt ? createdAt : dataTime,
      deleting: typeof metadata.deletionTimestamp === 'string',
      labels: shared.record(texts(metadata.labels)),
      annotations: kept(annotations, keepAnnotations, shared.text),
      manager: shared.text(firstManager(metadata.managedFields)),
      references: referencesIn(metadata.ownerReferences),
      lastApplied: judgeLastApplied(annotations[lastAppliedAnnotation]),
      cells: Array.isArray(tableRow['cells'])
        ? tableRow['cells'].map((value) => (value === name ? name : cell(value, shared.text)))
        : [],
    }
  }
}

/**
 * Whether Kubernetes allows a row's name and namespace. A server that sends others isn't Kubernetes or is hostile:
 * names become part of URLs and of commands that people copy.
 */
export function isAllowed({ name, namespace }: Pick<KubeRow, 'name' | 'namespace'>): boolean {
  return kubernetesNameProblem(name) === null && (namespace === '' || isNamespaceName(namespace))
}

const mostShared = 4096
const longestShared = 512

/** Interns what many rows have in common, such as namespaces and labels. Its size is limited. */
function createSharedTexts() {
  const keep = <T>(known: Map<string, T>, key: string, value: T): T => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size < mostShared && key.length <= longestShared) known.set(key, value)
    return value
  }
  const texts = new Map<string, string>()
  const records = new Map<string, Readonly<Record<string, string>>>()
  return {
    text: (text: string) => keep(texts, text, text),
    record: (record: Readonly<Record<string, string>>) => keep(records, JSON.stringify(record), record),
  }
}

type Cell = KubeRow['cells'][number]

function cell(value: unknown, share: (text: string) => string): Cell {
  if (typeof value === 'string') return share(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {}
  for (const key in value) if (typeof value[key] !== 'string') return onlyTexts(value)
  return value as Record<string, string>
}

function onlyTexts(value: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function kept(
  annotations: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  share: (text: string) => string,
): Record<string, string> {
  const result: Record<string, string> = {}
  for (const key of keys) {
    // `constructor` and the like are legal annotation keys and exist on every object's prototype.
    if (key === lastAppliedAnnotation || !Object.hasOwn(annotations, key)) continue
    const value = annotations[key]
    if (typeof value === 'string') result[key] = share(value)
  }
  return result
}

/** Times are in seconds. Of several writers in the first one, it is the owner of the type, which can't change later. */
function firstManager(managedFields: unknown): string {
  if (!Array.isArray(managedFields)) return ''
  const entries: unknown[] = managedFields
  let first: Untrusted<V1ManagedFieldsEntry> | null = null
  for (const entry of entries) {
    if (!isRecord(entry)) continue
    const { time }: Untrusted<V1ManagedFieldsEntry> = entry
    const isFirst =
      first === null ||
      text(time) < text(first.time) ||
      (text(time) === text(first.time) && ownsType(entry) && !ownsType(first))
    if (isFirst) first = entry
  }
  return first === null ? '' : text(first.manager)
}

const ownsType = ({ fieldsV1 }: Untrusted<V1ManagedFieldsEntry>): boolean =>
  isRecord(fieldsV1) && Object.hasOwn(fieldsV1, 'f:type')

const mostReferences = 4
/** One instance for all rows, because few have owners. */
const noReferences: readonly OwningObject[] = []

function referencesIn(ownerReferences: unknown): readonly OwningObject[] {
  if (!Array.isArray(ownerReferences) || ownerReferences.length === 0) return noReferences
  const entries: unknown[] = ownerReferences.slice(0, mostReferences)
  const read = entries.filter(isRecord).map((entry) => {
    const { apiVersion, kind, name, controller }: Untrusted<V1OwnerReference> = entry
    const [group = '', version] = boundedWord(text(apiVersion)).split('/')
    return {
      isController: controller === true,
      reference: {
        kind: boundedWord(text(kind)),
        group: version === undefined ? '' : group,
        name: boundedWord(text(name)),
      },
    }
  })
  return read
    .sort((a, b) => Number(b.isController) - Number(a.isController))
    .map(({ reference }) => reference)
    .filter(({ kind, name }) => kind !== '' && name !== '')
}

function lastDataTime(managedFields: unknown): string {
  if (!Array.isArray(managedFields)) return ''
  const entries: unknown[] = managedFields
  let last = ''
  for (const entry of entries) {
    if (!isRecord(entry)) continue
    const { time, fieldsV1 }: Untrusted<V1ManagedFieldsEntry> = entry
    if (isRecord(fieldsV1) && 'f:data' in fieldsV1 && text(time) > last) last = boundedTime(text(time))
  }
  return last
}

function judgeLastApplied(copy: unknown): KubeRow['lastApplied'] {
  if (typeof copy !== 'string') return 'none'
  try {
    const applied: unknown = JSON.parse(copy)
    if (!isRecord(applied)) return 'with-values'
    const { data, stringData }: Untrusted<V1Secret> = applied
    return isEmpty(data) && isEmpty(stringData) ? 'without-values' : 'with-values'
  } catch {
    return 'with-values'
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return isRecord(value) && Object.keys(value).length === 0
}
