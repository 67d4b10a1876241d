import { operationText, outcomeText } from '../../../shared/activity-text.ts'
import { outcomeOf, type ActivityWrite } from '../../../shared/activity-writes.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { ManagerWrite, SecretDetails, SecretEvent, WrittenPart } from '../../../shared/secret-details.ts'

/** An event in the life of a credential, as far as the cluster knows. `time` is ISO 8601. */
interface HistoryEntry {
  key: string
  time: string
  what: string
  /** Who did or reported it. Empty if unknown. */
  who: string
  /** The cluster's message. */
  said: string
  isWarning: boolean
}

const entry = (
  key: string,
  time: string,
  what: string,
  who = '',
  more: Partial<HistoryEntry> = {},
): HistoryEntry => ({ key, time, what, who, said: '', isWarning: false, ...more })

const partWords: Readonly<Record<WrittenPart, string>> = {
  data: 'values',
  labels: 'labels',
  annotations: 'annotations',
  owners: 'owners',
  finalizers: 'finalizers',
  type: 'type',
  other: 'other fields',
}

/** `values, labels and annotations`. Leaves out what is written only once, with the first of it. */
function partsText(parts: readonly WrittenPart[]): string {
  const words = parts.filter((part) => part !== 'type').map((part) => partWords[part])
  const last = words.pop()
  if (last === undefined) return 'fields'
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}

/** A manager's last write. The cluster doesn't remember its earlier ones. */
const ofManager = ({ manager, time, parts }: ManagerWrite, at: number): HistoryEntry =>
  entry(`manager-${at}`, time, `Last change of ${partsText(parts)}`, manager)

const ofEvent = ({ uid, time, reason, message, source, count, isWarning }: SecretEvent): HistoryEntry =>
  entry(`event-${uid}`, time, count === 1 ? reason : `${reason}, ${count} times`, source, {
    said: message,
    isWarning,
  })

/** What Credenza did from this computer, and how the cluster's clock differs from this computer's. */
interface RecordedHistory {
  writes: readonly ActivityWrite[]
  /** How many milliseconds the cluster's clock is ahead. */
  clockAhead: number
}

/** The cluster's time of a recorded write may differ by this many milliseconds, since it has whole seconds. */
const slack = 2000

const ofWrite = (write: ActivityWrite): HistoryEntry => {
  const { begun, ended } = write
  const isDone = outcomeOf(write) === 'done'
  const what = operationText(begun.operation)
  return entry(
    `write-${begun.entry}`,
    ended?.time ?? begun.time,
    isDone ? what : `${what}: ${outcomeText(write)}`,
    begun.user,
    { isWarning: !isDone },
  )
}

/** Whether a time of the cluster is that of a recorded write. `ahead`: of the clock that wrote the time. */
const isOf = ({ begun, ended }: ActivityWrite, time: string, ahead: number): boolean => {
  const at = Date.parse(time) - ahead
  return at >= Date.parse(begun.time) - slack && at <= Date.parse(ended?.time ?? begun.time) + slack
}

/**
 * The life of a credential, newest first. Two accounts of one write (same second, same author) are merged; if the
 * record contains the write, its account wins.
 */
export function historyEntries(
  credential: Pick<Credential, 'uid' | 'createdAt' | 'createdBy' | 'rotatedAt' | 'origin'>,
  secret: Pick<SecretDetails, 'createdAt' | 'deletedAt' | 'managers'> | null,
  events: readonly SecretEvent[],
  { writes, clockAhead }: RecordedHistory = { writes: [], clockAhead: 0 },
): HistoryEntry[] {
  const { createdAt, createdBy, rotatedAt, origin } = credential
  const madeAt = secret?.createdAt ?? ''
  const isClaimed = origin === 'existing' && madeAt !== '' && madeAt !== createdAt
  const [first] = secret?.managers.filter(({ time }) => time === madeAt) ?? []
  // Another secret may have had the name before.
  const own = writes.filter((write) =>
    ['', credential.uid].includes(write.ended?.uid || write.begun.object.uid),
  )
  const done = own.filter((write) => outcomeOf(write) === 'done')
  // Author and time in annotations are from this computer's clock, all others from the cluster's.
  const isRecorded = (time: string, ahead: number, ...operations: string[]): boolean =>
    done.some(
      (write) =>
        (operations.length === 0 || operations.includes(write.begun.operation)) && isOf(write, time, ahead),
    )
  const isTold = ({ key, time, who }: HistoryEntry): boolean => {
    if (key === 'made') return isRecorded(time, clockAhead, 'create')
    if (key === 'claimed') return isRecorded(time, 0, 'claim')
    if (key === 'rotated') return isRecorded(time, 0, 'rotate')
    return key.startsWith('manager-') && who === 'credenza' && isRecorded(time, clockAhead)
  }
  const entries = [
    ...own.map(ofWrite),
    entry(
      'made',
      madeAt || createdAt,
      isClaimed ? 'Secret created' : 'Created',
      isClaimed ? (first?.manager ?? '') : createdBy,
    ),
    isClaimed ? entry('claimed', createdAt, 'Made a credential', createdBy) : null,
    rotatedAt === null || rotatedAt === createdAt ? null : entry('rotated', rotatedAt, 'Rotated'),
    secret === null || secret.deletedAt === ''
      ? null
      : entry('deleted', secret.deletedAt, 'Deletion requested'),
    ...(secret?.managers ?? []).filter(({ time }) => time !== '' && time !== madeAt).map(ofManager),
    ...events.map(ofEvent),
  ]
  return entries
    .filter((each) => each !== null)
    .filter((each) => !isTold(each))
    .sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
}
