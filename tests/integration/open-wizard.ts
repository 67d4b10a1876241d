import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noMark } from '../../shared/cluster-marks.ts'
import type { ClusterMessage } from '../../shared/contract/cluster.ts'
import { createActivityRecord } from '../../electron/services/activity/activity-record.ts'
import { createConnectionConsent } from '../../electron/services/contexts/connection-consent.ts'
import type { ClusterAccess } from '../../electron/services/cluster/cluster-access.ts'
import { createChecks } from '../../electron/services/checks/checks-service.ts'
import { createClusterService } from '../../electron/services/cluster/cluster-service.ts'
import { createLife } from '../../electron/services/life/life-service.ts'
import { createSaveFile } from '../../electron/services/save-file.ts'
import { createRotation } from '../../electron/services/rotation/rotation-service.ts'
import { createSecrets } from '../../electron/services/secrets/secrets-service.ts'
import { systemClock } from '../../electron/base/clock.ts'
import { createUsage } from '../../electron/services/usage/usage-service.ts'
import { createChosenFiles } from '../../electron/services/wizard/chosen-files.ts'
import { createWizard } from '../../electron/services/wizard/wizard-service.ts'
import { createRecordedWrite } from '../../electron/services/writes/recorded-write.ts'
import { createRequireWritable } from '../../electron/services/writes/require-writable.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import type { ContractCluster } from './both-clusters.ts'
import { until as untilHolds } from './kube-connect.ts'

/** The services that write, composed like a running application, with an open and listed context of a kubeconfig. */
export async function openWizard(
  { connect, adminKubeconfig }: Pick<ContractCluster, 'connect' | 'adminKubeconfig'>,
  { kubeconfig = adminKubeconfig, runaiNamespace = 'runai', isReadOnly = false, record = '' } = {},
) {
  let chosen: string | null = null
  let saveTo: string | null = null
  const files = createChosenFiles({ chooseFile: () => Promise.resolve(chosen), clock: systemClock })
  const contexts = contextsOf(kubeconfig)
  const logged: unknown[] = []
  const access: ClusterAccess = {
    runaiPlace: () => ({ runaiNamespace, projectLabel: 'runai/queue' }),
    contexts,
    namedNamespaces: { of: () => [], change: () => Promise.resolve() },
    connect: (request) => connect({ ...request, version: 'test', log: (entry) => void logged.push(entry) }),
  }
  const clusters = createClusterService(access, files.letGoOf)
  const { opened } = clusters
  const context = (await contexts.list()).current ?? ''
  const requireWritable = createRequireWritable(() => ({
    clusterMarks: [],
    contextMarks: isReadOnly ? { [context]: { ...noMark, isReadOnly } } : {},
  }))
  const activity = record === '' ? await mkdtemp(join(tmpdir(), 'credenza-activity-')) : record
  const recordedWrite = createRecordedWrite(createActivityRecord({ folder: activity, version: 'test' }))
  const requireSafe = createConnectionConsent().require
  const stop = new AbortController()
  const messages: ClusterMessage[] = []
  const changed: (() => void)[] = []
  const ended = clusters.open(
    { context },
    {
      signal: stop.signal,
      send: (message) => {
        messages.push(message)
        for (const listener of changed.splice(0)) listener()
      },
    },
  )
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => changed.push(resolve))
  }
  await until(() => messages.some(({ kind }) => kind === 'listed'))
  // Names may arrive after the rows, and nothing is written to a project that isn't known yet.
  await untilHolds(opened(context).list.isWhole)
  return {
    context,
    clusters,
    wizard: createWizard({
      opened,
      requireWritable,
      requireSafe,
      recordedWrite,
      files,
    }),
    /** Chooses a file like the native dialog. Returns what the window gets. */
    chooseFile: (path: string | null) => {
      chosen = path
      return files.choose({ context })
    },
    secrets: createSecrets({
      ...{ opened, requireWritable, recordedWrite },
      chooseFileToSave: () => Promise.resolve(saveTo),
      saveFile: createSaveFile(),
      onWritten: () => undefined,
    }),
    /** Sets the result of the native dialog; `null` cancels it. */
    saveAs: (path: string | null) => void (saveTo = path),
    life: createLife({ opened, requireSafe, requireWritable, recordedWrite }),
    rotation: createRotation({ opened, requireWritable, requireSafe, recordedWrite, files }),
    usage: createUsage({ opened, requireWritable, recordedWrite }),
    checks: createChecks({ opened, requireSafe, requireWritable, recordedWrite }),
    /** Folder of the record of writes. */
    activity,
    messages,
    logged,
    until,
    stop: async () => {
      stop.abort()
      await ended
      if (record === '') await rm(activity, { recursive: true, force: true })
    },
  }
}

export type OpenWizard = Awaited<ReturnType<typeof openWizard>>

/** The failure code of a rejected promise; `done` if it resolves. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'done'
  } catch (error) {
    return (error as { failure?: { code: string } }).failure?.code ?? String(error)
  }
}
