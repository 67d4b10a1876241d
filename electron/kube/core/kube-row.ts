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

/** One object of a list: its metadata and the cells of its Table row. Values of a Secret are in none of them. */
export interface KubeRow {
  uid: string
  name: string
  /** Empty for what is in no namespace. */
  namespace: string
  resourceVersion: string
  /** ISO 8601, UTC; empty for a text that is not a time. */
  createdAt: string
  /** When its data was written last, as far as field managers tell, else when it was created; as `createdAt`. */
  writtenAt: string
  /** A deletion was requested and a finalizer holds it. */
  deleting: boolean
  labels: Readonly<Record<string, string>>
  /** Only those whose keys the connection was told to keep. */
  annotations: Readonly<Record<string, string>>
  /** Who wrote it first, of those that the cluster remembers; empty if it does not. */
  manager: string
  /** What owns it, the controlling owner first, at most a few. */
  references: readonly OwningObject[]
  /** Whether `kubectl apply` left a copy of the object, and whether a Secret's values are in it. */
  lastApplied: 'none' | 'without-values' | 'with-values'
  /** As the server's columns have them; for Secrets: name, type, number of data keys, age. */
  cells: readonly (string | number | boolean | null)[]
}

/** Reads an entry of a Table's `rows`; `null` for anything that is not a row. */
export type RowReader = (tableRow: unknown) => KubeRow | null

/**
 * Reads rows and lets go of everything that is not a field of `KubeRow`: field managers, annotations other than
 * `keepAnnotations`, and the copy that `kubectl apply` leaves, which may hold values.
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
 * Whether Kubernetes allows a row's name and namespace. A server that tells others is none of Kubernetes or is hostile:
 * names are in commands that a person copies, and in addresses.
 */
export function isAllowed({ name, namespace }: Pick<KubeRow, 'name' | 'namespace'>): boolean {
  return kubernetesNameProblem(name) === null && (namespace === '' || isNamespaceName(namespace))
}

const mostShared = 4096
const longestShared = 512

/** Keeps what many rows have in common once, such as their namespace and their labels. Its own size is bounded. */
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
    // `constructor` and the like are legal annotation keys and are on every object's prototype.
    if (key === lastAppliedAnnotation || !Object.hasOwn(annotations, key)) continue
    const value = annotations[key]
    if (typeof value === 'string') result[key] = share(value)
  }
  return result
}

function firstManager(managedFields: unknown): string {
  if (!Array.isArray(managedFields)) return ''
  const entries: unknown[] = managedFields
  let first: Untrusted<V1ManagedFieldsEntry> | null = null
  for (const entry of entries) {
    if (!isRecord(entry)) continue
    const { time }: Untrusted<V1ManagedFieldsEntry> = entry
    if (first === null || text(time) < text(first.time)) first = entry
  }
  return first === null ? '' : text(first.manager)
}

const mostReferences = 4
/** One for all rows: hardly any has an owner. */
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
