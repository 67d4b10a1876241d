import type { UsageMessage } from '../../../shared/contract/usage.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { StreamSink } from '../stream.ts'
import { findUsers } from './find-users.ts'

export interface UsageDeps {
  /** An open context; throws `list-not-open` for any other. */
  opened: (context: string) => OpenCluster
}

/** What uses the Secrets of a cluster. */
export function createUsage({ opened }: UsageDeps) {
  return {
    find: (
      { context, ...secret }: { context: string; namespace: string; name: string },
      told: StreamSink<UsageMessage>,
    ): Promise<void> => findUsers(opened(context), secret, told),
  }
}

export type Usage = ReturnType<typeof createUsage>
