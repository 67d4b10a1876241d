import type { Failure } from './failure.ts'
import type { OwningObject } from './owners.ts'

/** One key of a Secret's data. `size` is in bytes, `null` if it couldn't be read. */
interface KeyFact {
  name: string
  size: number | null
}

/** The last write of a field manager, as far as the cluster remembers. Times are ISO 8601, empty if unknown. */
export interface ManagerWrite {
  manager: string
  /** `Apply` or `Update`. */
  operation: string
  time: string
  /** The parts of the Secret that it wrote. */
  parts: WrittenPart[]
}
export type WrittenPart = 'data' | 'labels' | 'annotations' | 'owners' | 'finalizers' | 'type' | 'other'

/** Everything about a Secret except its values. Lists are limited; their counts are not. */
export interface SecretDetails {
  uid: string
  resourceVersion: string
  secretType: string
  /** `null` if it couldn't be read. */
  isImmutable: boolean | null
  createdAt: string
  /** When its deletion was requested. Empty if it wasn't. */
  deletedAt: string
  /** What blocks its deletion. */
  finalizers: string[]
  labels: { key: string; value: string }[]
  labelCount: number
  /** Only keys, each with its value's size in bytes. */
  annotations: { key: string; size: number }[]
  annotationCount: number
  owners: OwningObject[]
  managers: ManagerWrite[]
  keys: KeyFact[]
  keyCount: number
  /** Why sizes are unknown, and names known only through field managers. `null` if the whole Secret was read. */
  unread: Failure | null
}

/** An event of the cluster about a Secret. */
export interface SecretEvent {
  uid: string
  /** ISO 8601, for the last occurrence. */
  time: string
  isWarning: boolean
  reason: string
  message: string
  /** Who reported it. */
  source: string
  count: number
}

export interface SecretEvents {
  events: SecretEvent[]
  /** There are more than these. */
  hasMore: boolean
}
