import type { Credential } from '../../../shared/credential.ts'
import type { ManagerWrite, SecretDetails, SecretEvent, WrittenPart } from '../../../shared/secret-details.ts'

/** One thing that happened to a credential, as far as the cluster knows. `time` is ISO 8601. */
export interface HistoryEntry {
  key: string
  time: string
  what: string
  /** Who did it or told it; empty where the cluster does not know. */
  who: string
  /** More words, as the cluster told them. */
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

/** `values, labels and annotations`; what is written only once, with the first of it, is not told. */
function partsText(parts: readonly WrittenPart[]): string {
  const words = parts.filter((part) => part !== 'type').map((part) => partWords[part])
  const last = words.pop()
  if (last === undefined) return 'fields'
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}

/** What a manager wrote last. Earlier writes of the same manager are not remembered by the cluster. */
const ofManager = ({ manager, time, parts }: ManagerWrite, at: number): HistoryEntry =>
  entry(`manager-${at}`, time, `Last change of ${partsText(parts)}`, manager)

const ofEvent = ({ uid, time, reason, message, source, count, isWarning }: SecretEvent): HistoryEntry =>
  entry(`event-${uid}`, time, count === 1 ? reason : `${reason}, ${count} times`, source, {
    said: message,
    isWarning,
  })

/** The life of a credential, the newest first. Two accounts of the same write (same second, same hand) are one entry. */
export function historyEntries(
  credential: Pick<Credential, 'createdAt' | 'createdBy' | 'rotatedAt' | 'origin'>,
  secret: Pick<SecretDetails, 'createdAt' | 'deletedAt' | 'managers'> | null,
  events: readonly SecretEvent[],
): HistoryEntry[] {
  const { createdAt, createdBy, rotatedAt, origin } = credential
  const madeAt = secret?.createdAt ?? ''
  const isClaimed = origin === 'existing' && madeAt !== '' && madeAt !== createdAt
  const [first] = secret?.managers.filter(({ time }) => time === madeAt) ?? []
  const entries = [
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
  return entries.filter((each) => each !== null).sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
}
