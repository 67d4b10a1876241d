import type { Failure } from './failure.ts'
import type { OwningObject } from './owners.ts'

/** One key of a Secret's data. `size` is in bytes; `null` if it couldn't be read. */
export interface KeyFact {
  name: string
  size: number | null
}

/** What one field manager wrote last, as far as the cluster remembers. Times are ISO 8601, empty if it does not. */
export interface ManagerWrite {
  manager: string
  /** `Apply` or `Update`. */
  operation: string
  time: string
  /** The parts of the Secret that it wrote. */
  parts: WrittenPart[]
}
export type WrittenPart = 'data' | 'labels' | 'annotations' | 'owners' | 'finalizers' | 'type' | 'other'

/** All that can be told of a Secret without its values. Lists are bounded; their counts are not. */
export interface SecretDetails {
  uid: string
  resourceVersion: string
  secretType: string
  /** `null` if it couldn't be read. */
  isImmutable: boolean | null
  createdAt: string
  /** When its deletion was requested; empty if it was not. */
  deletedAt: string
  /** What holds its deletion. */
  finalizers: string[]
  labels: { key: string; value: string }[]
  labelCount: number
  /** Keys alone, each with the bytes of its value. */
  annotations: { key: string; size: number }[]
  annotationCount: number
  owners: OwningObject[]
  managers: ManagerWrite[]
  keys: KeyFact[]
  keyCount: number
  /** Why sizes are unknown, and names only as far as field managers tell them; `null` if the whole was read. */
  unread: Failure | null
}

/** What the cluster told of a Secret by an event, newest first. */
export interface SecretEvent {
  uid: string
  /** ISO 8601; of the last time. */
  time: string
  isWarning: boolean
  reason: string
  message: string
  /** Who told it. */
  source: string
  count: number
}

export interface SecretEvents {
  events: SecretEvent[]
  /** There are more than these. */
  hasMore: boolean
}
