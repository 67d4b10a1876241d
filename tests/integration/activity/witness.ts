import { createConnection } from '../../../electron/kube/connection.ts'
import type { KubeRow } from '../../../electron/kube/core/kube-row.ts'
import { allLines } from '../../../electron/services/activity/read-record.ts'
import { writesOf, type ActivityWrite, type ChainedLine } from '../../../shared/activity-writes.ts'
import { contextsOf } from '../../cluster/kubeconfig-contexts.ts'

/** One version of a secret in the cluster. */
export interface SeenVersion {
  name: string
  resourceVersion: string
  annotations: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
}

/** Watches a namespace from now on and records every version of its secrets in order. */
export async function watchVersions(kubeconfig: string, namespace: string, keepAnnotations: string[]) {
  const contexts = contextsOf(kubeconfig)
  const { context } = await contexts.resolve((await contexts.list()).current ?? '')
  const connection = createConnection({ context, version: 'test', keepAnnotations, log: () => undefined })
  const path = `/api/v1/namespaces/${namespace}/secrets`
  const { resourceVersion: begin } = await connection.listRows({ path, onRows: () => undefined })
  const seen: SeenVersion[] = []
  const stop = new AbortController()
  const arrived: (() => void)[] = []
  let from = begin
  const watching = (async () => {
    while (!stop.signal.aborted) {
      await connection.watchRows({
        ...{ path, resourceVersion: from, signal: stop.signal },
        onEvents: (events) => {
          for (const event of events) {
            from = event.type === 'bookmark' ? event.resourceVersion : event.row.resourceVersion
            if (event.type === 'added' || event.type === 'modified') seen.push(versionOf(event.row))
          }
          for (const listener of arrived.splice(0)) listener()
        },
      })
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  return {
    seen,
    /** Resolves when a version that matches was seen. */
    until: async (holds: (version: SeenVersion) => boolean) => {
      while (!seen.some(holds)) await new Promise<void>((resolve) => arrived.push(resolve))
    },
    stop: async () => {
      stop.abort()
      await watching
      await connection.close()
    },
  }
}

const versionOf = ({ name, resourceVersion, annotations, labels }: KubeRow): SeenVersion => ({
  ...{ name, resourceVersion, annotations, labels },
})

/** All writes of a record. */
export async function writesIn(folder: string): Promise<ActivityWrite[]> {
  const lines: ChainedLine[] = []
  for await (const some of allLines(folder)) lines.push(...some)
  return writesOf(lines)
}

/**
 * The write that created a version: the one that ended with it, or one without an answer whose intended result it is.
 * `undefined` if the record doesn't explain it.
 */
export function explained(version: SeenVersion, writes: readonly ActivityWrite[]): ActivityWrite | undefined {
  const ofIt = writes.filter(({ begun }) => begun.object.name === version.name)
  const isLeft = ({ begun }: ActivityWrite) =>
    begun.changes.every(({ of, key, after }) => {
      if (of === 'data' || typeof after === 'number') return true
      const found = of === 'label' ? version.labels[key] : version.annotations[key]
      return (found ?? null) === after
    })
  return (
    ofIt.find(({ ended }) => ended?.resourceVersion === version.resourceVersion) ??
    ofIt.find((write) => (write.ended === null || write.ended.end === 'unknown') && isLeft(write))
  )
}
