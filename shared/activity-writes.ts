import type { ActivityLine, BegunLine, EndedLine } from './activity.ts'
import { isSameCluster, type ClusterIdentity } from './cluster-marks.ts'

/** An entry of the record with its own hash. */
export type ChainedLine = ActivityLine & { hash: string }

/** One write as the record has it: what was to be done, and how it ended. `ended` is `null` if no line tells. */
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
 * the file is unknown.
 */
export const isOfCluster = (
  { context, file, server }: Pick<BegunLine, 'context' | 'file' | 'server'>,
  cluster: ClusterIdentity,
): boolean => isSameCluster({ context, server, file: file ?? cluster.file }, cluster)

/** `open`: no line tells how it ended, as after a kill, or while it is under way. */
export type ActivityOutcome = 'done' | 'conflict' | 'refused' | 'unknown' | 'open'

export const outcomeOf = ({ ended }: ActivityWrite): ActivityOutcome => ended?.end ?? 'open'
