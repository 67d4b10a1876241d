import { markFor } from '../../../shared/cluster-marks.ts'
import type { ClusterIdentity, FoundMark, KeptMarks } from '../../../shared/cluster-marks.ts'
import { failed } from '../../../shared/failure.ts'

/**
 * Throws `read-only` for a cluster that the user marked so, and `mark-unclear` if its mark may be another cluster's.
 */
export type RequireWritable = (place: ClusterIdentity) => void

export const createRequireWritable =
  (readMarks: () => KeptMarks): RequireWritable =>
  (place) => {
    const { mark, doubt }: FoundMark = markFor(readMarks(), place)
    const { context, server } = place
    if (mark.isReadOnly) throw failed('read-only', { context })
    if (doubt !== null) throw failed('mark-unclear', { context, server })
  }
