import type { ActivityLine, BegunLine, EndedLine } from './activity.ts'
import { isSameCluster, type ClusterIdentity } from './cluster-marks.ts'

/** An entry of the record with its own hash. */
export type ChainedLine = ActivityLine & { hash: string }

/** One write as the record has it: what was to be done, and how it ended. `ended` is `null` where no line tells. */
export interface ActivityWrite {
  begun: BegunLine & { hash: string }
  ended: (EndedLine & { hash: string }) | null
}

/** Puts the lines of writes together, the newest write first. Ends of writes that are not among them are left out. */
export function writesOf(lines: Iterable<ChainedLine>): ActivityWrite[] {
  const writes = new Map<number, ActivityWrite>()
  const ends: (EndedLine & { hash: string })[] = []
  for (const line of lines) {
    if (line.kind === 'begun') writes.set(line.entry, { begun: line, ended: null })
    else if (line.kind === 'ended') ends.push(line)
  }
  for (const ended of ends) {
    const write = writes.get(ended.of)
    if (write !== undefined) write.ended = ended
  }
  return [...writes.values()].sort((one, other) => other.begun.entry - one.begun.entry)
}

/**
 * Whether a write was made in this cluster: two kubeconfigs may call different ones alike. Of what earlier versions wrote,
 * the file is not known.
 */
export const isOfCluster = (
  { context, file, server }: Pick<BegunLine, 'context' | 'file' | 'server'>,
  cluster: ClusterIdentity,
): boolean => isSameCluster({ context, server, file: file ?? cluster.file }, cluster)

/** `open`: no line tells how it ended, as after a kill, or while it is under way. */
export type ActivityOutcome = 'done' | 'conflict' | 'refused' | 'unknown' | 'open'

export const outcomeOf = ({ ended }: ActivityWrite): ActivityOutcome => ended?.end ?? 'open'

/** Which writes are shown or exported; an empty list takes all. */
export interface ActivitySelection {
  search: string
  /** Milliseconds since 1970; 0 for all. */
  since: number
  users: readonly string[]
  operations: readonly string[]
  outcomes: readonly ActivityOutcome[]
}

export const everyWrite: ActivitySelection = { search: '', since: 0, users: [], operations: [], outcomes: [] }

/** Tells whether a write is among the selected ones. The search finds names, the server and changed keys in any case. */
export function isSelected(write: ActivityWrite, selection: ActivitySelection): boolean {
  const { begun } = write
  const { since, users, operations, outcomes } = selection
  const takes = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value)
  if (since > 0 && Date.parse(begun.time) < since) return false
  if (!takes(users, begun.user) || !takes(operations, begun.operation)) return false
  if (!takes(outcomes, outcomeOf(write))) return false
  const search = selection.search.trim().toLowerCase()
  return search === '' || searched(write).some((text) => text.toLowerCase().includes(search))
}

function searched({ begun, ended }: ActivityWrite): string[] {
  const { object, context, server, user, operation, changes, requestId } = begun
  const keys = changes.map(({ key }) => key)
  const whole = `${object.namespace}/${object.name}`
  const ids = [requestId, ended?.requestId ?? '', object.uid, ended?.code ?? '']
  return [object.credential, whole, object.kind, context, server, user, operation, ...keys, ...ids]
}
