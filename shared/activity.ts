/** What Credenza does to an object of a cluster. */
export type WriteOperation =
  | 'create'
  | 'claim'
  | 'register'
  | 'unregister'
  | 'rename'
  | 'describe'
  | 'expiry'
  | 'rotate'
  | 'restart'
  | 'mend'
  | 'release'
  | 'undo'
  | 'delete'

/**
 * How a write ended: as it was meant; someone else was faster; the cluster did not take it, or it never got there; or
 * no answer told.
 */
export type WriteEnd = 'done' | 'conflict' | 'refused' | 'unknown'

/**
 * A label or annotation as text, or the bytes of something whose text is not recorded: a value of a Secret, or an
 * annotation that is not known to be free of values. `null`: it is not there.
 */
export type RecordedState = string | number | null

/** One key that a write changes. `before` is missing where it is not known. */
export interface RecordedChange {
  of: 'label' | 'annotation' | 'data'
  key: string
  before?: RecordedState
  after: RecordedState
}

/** The object of a write. `uid` and `credential` (the display name) are empty where they are not known. */
export interface RecordedObject {
  kind: string
  namespace: string
  name: string
  uid: string
  credential: string
}
