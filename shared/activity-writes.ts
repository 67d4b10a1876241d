import type { ActivityLine, BegunLine, EndedLine } from './activity.ts'
import { isSameCluster, type ClusterIdentity } from './cluster-marks.ts'

/** An entry of the record with its own hash. */
export type ChainedLine = ActivityLine & { hash: string }

/** One write in the record: what was to be done, and how it ended. `ended` is `null` if no line says so. */
export interface ActivityWrite {
  begun: BegunLine & { hash: string }
  ended: (EndedLine & { hash: string }) | null
}

/** Combines the lines of writes, newest write first. Ignores ends whose write isn't included. */
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
 * Whether a write was made in this cluster, since two kubeconfigs may use one name for different clusters. In the
 * records of earlier versions the file is unknown.
 */
export const isOfCluster = (
  { context, file, server }: Pick<BegunLine, 'context' | 'file' | 'server'>,
  cluster: ClusterIdentity,
): boolean => isSameCluster({ context, server, file: file ?? cluster.file }, cluster)

/** `open`: no line says how it ended, because of a kill or because it is still under way. */
export type ActivityOutcome = 'done' | 'conflict' | 'refused' | 'unknown' | 'open'

export const outcomeOf = ({ ended }: ActivityWrite): ActivityOutcome => ended?.end ?? 'open'
