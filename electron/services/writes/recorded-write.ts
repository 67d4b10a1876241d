import { randomUUID } from 'node:crypto'
import type { WriteEnd, WriteOperation } from '../../../shared/activity.ts'
import { failureOf, type FailureCode } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { WriteRequest } from '../../kube/object-client.ts'
import type { ActivityRecord, EndedWrite } from '../activity/activity-record.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { changesOf, type StateBefore } from './changes-of.ts'
import { settleWrite, type WriteToSettle } from './settle-write.ts'

export interface WriteToRecord extends Omit<WriteToSettle, 'send'> {
  operation: WriteOperation
  /** `kind` defaults to `Secret`. */
  object: { kind?: string; namespace: string; name: string }
  /** The state that the write was based on. `null` for a new object. */
  before: (StateBefore & Partial<Pick<ObjectMetadata, 'uid' | 'resourceVersion'>>) | null
  /** As for `settleWrite`, a write that the cluster refuses the second time. */
  request: Omit<WriteRequest, 'requestId'>
}

/**
 * Every write to a cluster goes through this: sends it until its outcome is known, like `settleWrite`. The record has
 * the write on disk before it is sent, otherwise this rejects with `record-not-written` and nothing is sent. The
 * outcome is on disk before this resolves or rejects. A dry run changes nothing and isn't recorded.
 */
export type RecordedWrite = (
  open: Pick<OpenCluster, 'place' | 'connection'>,
  write: WriteToRecord,
) => Promise<ObjectMetadata>

export const createRecordedWrite =
  ({ begin }: Pick<ActivityRecord, 'begin'>): RecordedWrite =>
  async ({ place, connection }, write) => {
    const { request, look, judge, pauses } = write
    const settling = { look, judge, ...(pauses === undefined ? {} : { pauses }) }
    if (request.query?.['dryRun'] !== undefined)
      return await settleWrite({ ...settling, send: () => connection.write(request) })

    const wanted = randomUUID()
    const user = await connection.whoAmI()
    const { end } = await begin({ ...describe(write), ...where(place), user: cut(user), requestId: wanted })
    const heard = { requestId: '', isLost: false }
    const send = async () => {
      try {
        const onAnswer = (given: string) => {
          heard.requestId = cut(given)
        }
        return await connection.write({ ...request, requestId: { wanted, onAnswer } })
      } catch (error) {
        heard.isLost ||= failureOf(error)?.code === 'outcome-unknown'
        throw error
      }
    }
    try {
      const after = await settleWrite({ ...settling, send })
      const { uid, resourceVersion } = after
      await end({ end: 'done', code: '', uid, resourceVersion, requestId: heard.requestId })
      return after
    } catch (error) {
      await end({ ...endOf(error, heard.isLost), requestId: heard.requestId })
      throw error
    }
  }

/** The limit for most texts in the record. */
const cut = (text: string): string => text.slice(0, 1000)

const where = ({ context, file, server }: OpenCluster['place']) => ({
  context: cut(context),
  // The record's limit for paths.
  file: file.slice(0, 4096),
  server: cut(server),
})

function describe({ operation, object, before, request }: WriteToRecord) {
  const { kind = 'Secret', namespace, name } = object
  const { changes, more } = changesOf(request.body, before)
  const named = changes.find(({ key }) => key === annotationKeys.credential)?.after
  const credential =
    typeof named === 'string' ? named : (before?.annotations[annotationKeys.credential] ?? '')
  return {
    operation,
    object: { kind, namespace, name, uid: before?.uid ?? '', credential: cut(credential) },
    changes,
    more,
    resourceVersion: before?.resourceVersion ?? '',
  }
}

/** The failures when someone else wrote first. */
const conflicts = new Set<FailureCode>([
  'conflict',
  'already-exists',
  'credential-changed',
  'credential-of-console',
  'credential-released',
  'not-found',
  'secret-changed',
  'secret-copied',
  'secret-exists',
  'secret-gone',
  'secret-not-registered',
  'secret-not-understood',
  'secret-replaced',
  'secret-taken',
  'secret-unfit',
])

/** `isLost`: an answer was lost, so that only reading the cluster tells more. */
function endOf(error: unknown, isLost: boolean): Omit<EndedWrite, 'requestId'> {
  const code = failureOf(error)?.code ?? 'internal'
  const isConflict = conflicts.has(code)
  const end: WriteEnd = isConflict ? 'conflict' : isLost || code === 'internal' ? 'unknown' : 'refused'
  return { end, code, uid: '', resourceVersion: '' }
}
