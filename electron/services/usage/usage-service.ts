import type { MissingRight, SurveyMessage, UsageMessage } from '../../../shared/contract/usage.ts'
import type { RolloutState, WorkloadToRestart } from '../../../shared/usage.ts'
import { systemClock, type Clock } from '../../base/clock.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { StreamSink } from '../stream.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { findUsers } from './find-users.ts'
import { surveyUsage } from './survey-usage.ts'
import { resourceOf, restartWorkload } from './restart-workload.ts'

interface UsageDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  recordedWrite: RecordedWrite
  clock?: Clock
}

/** Finds what uses the Secrets of a cluster, and restarts it after a change. */
export function createUsage({ opened, requireWritable, recordedWrite, clock = systemClock }: UsageDeps) {
  return {
    find: (
      { context, ...secret }: { context: string; namespace: string; name: string },
      told: StreamSink<UsageMessage>,
    ): Promise<void> => findUsers(opened(context), secret, told),

    survey: ({ context }: { context: string }, told: StreamSink<SurveyMessage>): Promise<void> =>
      surveyUsage(opened(context), told),

    async mayRestart({
      context,
      workload,
    }: {
      context: string
      workload: WorkloadToRestart
    }): Promise<MissingRight | null> {
      const { connection } = opened(context)
      const { kind, namespace } = workload
      const about = { group: 'apps', resource: resourceOf(kind), namespace }
      for (const verb of ['get', 'patch'] as const) {
        const { allowed, reason } = await connection.mayDo({ ...about, verb })
        if (!allowed) return { verb, reason }
      }
      return null
    },

    async restart(
      { context, workload }: { context: string; workload: WorkloadToRestart },
      told: StreamSink<RolloutState>,
    ): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      await restartWorkload({ open, recordedWrite, clock }, workload, told)
    },
  }
}

export type Usage = ReturnType<typeof createUsage>
