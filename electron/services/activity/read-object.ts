import { isOfCluster, type ActivityWrite } from '../../../shared/activity-writes.ts'
import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { activityFiles } from './activity-files.ts'
import { readLine } from './activity-line.ts'
import { linesOfFile } from './read-record.ts'

/** The object whose writes are wanted, and its cluster. */
interface WantedObject {
  cluster: ClusterIdentity
  kind: string
  namespace: string
  name: string
}

/** How many files of the record are searched, newest first. About 20 MiB. */
const mostFiles = 20

/** The most recent writes of one object, newest first. */
export interface ObjectWrites {
  writes: ActivityWrite[]
  /** False if there are or may be older ones. */
  isWhole: boolean
}

/**
 * Reads what the record has about one object. Parses only lines that may be about it, so that a long record stays
 * cheap. Rejects with an error that has a `code`.
 */
export async function readObjectWrites(
  folder: string,
  wanted: WantedObject,
  most: number,
): Promise<ObjectWrites> {
  const files = (await activityFiles(folder)).toReversed()
  const writes: ActivityWrite[] = []
  /** The lines that record how writes ended, by the entry that began them. */
  const ends = new Map<number, string>()
  for (const { path } of files.slice(0, mostFiles)) {
    for (const bytes of (await linesOfFile(path)).lines.toReversed()) {
      const text = bytes.toString('utf8')
      const ended = endOf(text)
      if (ended !== null) ends.set(ended, text)
      const begun = isAbout(text, wanted) ? readLine(text) : null
      if (begun?.line.kind !== 'begun' || !isSame(begun.line, wanted)) continue
      if (writes.length === most) return { writes, isWhole: false }
      const end = readLine(ends.get(begun.line.entry) ?? '')
      writes.push({
        begun: { ...begun.line, hash: begun.hash },
        ended: end?.line.kind === 'ended' ? { ...end.line, hash: end.hash } : null,
      })
    }
  }
  return { writes, isWhole: files.length <= mostFiles }
}

/** Returns the entry whose end a line records, without parsing it. `null` for other lines. */
function endOf(text: string): number | null {
  const [, entry] = /"kind":"ended","time":"[^"]*","of":(\d+)/.exec(text) ?? []
  return entry === undefined ? null : Number(entry)
}

const isAbout = (text: string, { name }: WantedObject): boolean =>
  text.includes(`"name":${JSON.stringify(name)}`)

const isSame = (
  begun: Pick<ActivityWrite['begun'], 'context' | 'file' | 'server' | 'object'>,
  wanted: WantedObject,
): boolean =>
  isOfCluster(begun, wanted.cluster) &&
  begun.object.kind === wanted.kind &&
  begun.object.namespace === wanted.namespace &&
  begun.object.name === wanted.name
