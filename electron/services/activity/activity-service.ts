import { mostActivityLines, mostSecretWrites } from '../../../shared/contract/activity.ts'
import type { Verification } from '../../../shared/activity-verification.ts'
import { failed } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { FileRefusal } from '../../base/read-regular-file.ts'
import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { readObjectWrites, type ObjectWrites } from './read-object.ts'
import { readNewest, type NewestLines } from './read-record.ts'
import { createSaveActivity, type SaveActivityDeps } from './save-activity.ts'
import { verifyFolder } from './verify-record.ts'

export interface ActivityServiceDeps extends Omit<SaveActivityDeps, 'now'> {
  now?: () => Date
  /** Which cluster an open context is; throws `list-not-open` for any other. */
  placeOf: (context: string) => ClusterIdentity
}

/** What the page of activity asks for. Rejects with `file-unreadable` if the record can't be read. */
export function createActivityService(deps: ActivityServiceDeps) {
  const { folder, placeOf, now = () => new Date() } = deps
  const readable = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read()
    } catch (error) {
      throw recordUnreadable(folder, error)
    }
  }
  return {
    read: ({ after }: { after: number }): Promise<NewestLines> =>
      readable(() => readNewest(folder, { after, most: mostActivityLines })),
    ofSecret: ({ context, ...secret }: ContextSecret): Promise<ObjectWrites> => {
      const wanted = { ...secret, cluster: placeOf(context), kind: 'Secret' }
      return readable(() => readObjectWrites(folder, wanted, mostSecretWrites))
    },
    verify: (): Promise<Verification> => readable(() => verifyFolder(folder)),
    save: createSaveActivity({ ...deps, now }),
  }
}

/** A Secret of an open context. */
interface ContextSecret {
  context: string
  namespace: string
  name: string
}

export type ActivityService = ReturnType<typeof createActivityService>

/** What the system says of the record's folder or a file in it, as a failure; anything else as it is. */
export function recordUnreadable(file: string, error: unknown): unknown {
  const reason = error instanceof FileRefusal ? error.code : reasonOf(error)
  return reason === 'unknown' ? error : failed('file-unreadable', { file, reason })
}
