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

interface ActivityServiceDeps extends Omit<SaveActivityDeps, 'now'> {
  now?: () => Date
  /** Returns the identity of an open context's cluster. Throws `list-not-open` if it isn't open. */
  placeOf: (context: string) => ClusterIdentity
}

/** Serves the Activity page. Rejects with `file-unreadable` if the record can't be read. */
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

/** Converts a system error about the record's folder or files to a failure. Returns any other error unchanged. */
export function recordUnreadable(file: string, error: unknown): unknown {
  const reason = error instanceof FileRefusal ? error.code : reasonOf(error)
  return reason === 'unknown' ? error : failed('file-unreadable', { file, reason })
}
