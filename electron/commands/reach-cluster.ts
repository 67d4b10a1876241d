import { ExpectedError, failed } from '../../shared/failure.ts'
import { counted } from '../../shared/number-text.ts'
import { sandboxContext } from '../../shared/sandbox.ts'
import { readBounds } from '../kube/core/bounds.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { sandboxServer } from '../sandbox/sandbox-server.ts'
import { createClusterAccess, type ClusterAccess } from '../services/cluster/cluster-access.ts'
import { createConsent } from '../services/contexts/consent.ts'
import { createContextsService, type Contexts } from '../services/contexts/contexts-service.ts'
import { createLoginShellEnvironment } from '../services/contexts/login-shell-environment.ts'
import { ownFilesIn } from '../services/own-files.ts'
import { sandboxContextAt } from '../services/contexts/sandbox-context.ts'
import { openSettings } from '../services/settings/settings.ts'
import type { Running } from './command.ts'

/** A cluster that a command line names. */
export interface AskedCluster {
  context: string
  /** An absolute path; `undefined` for where kubectl looks. */
  kubeconfig: string | undefined
}

/**
 * Calls `work` with the way to one cluster, by the settings of the window. Throws where the context can't be found;
 * nothing is asked of the cluster before.
 */
export async function withCluster<T>(
  { context, kubeconfig }: AskedCluster,
  around: Running,
  work: (access: ClusterAccess) => Promise<T>,
): Promise<T> {
  const { version, home, platform, log } = around
  const files = ownFilesIn(around.userData)
  const isSandbox = context === sandboxContext
  // As it was kept last: an application that has it open goes on keeping its own.
  const sandbox = isSandbox ? await createSandbox({ file: files.sandbox, isKept: false }) : null
  const settings = await openSettings(files.settings)
  const contexts = createContextsService({
    asked: { kubeconfig, context },
    environment: createLoginShellEnvironment(around),
    home,
    platform,
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    // What was allowed in the window may run and be read, and nothing else: there is nobody to ask.
    consent: createConsent({ read: settings.read, change: settings.change, home }),
    sandbox: isSandbox ? sandboxContextAt(sandboxServer) : null,
  })
  try {
    if (!isSandbox) await requireContext(contexts, context)
    const access = createClusterAccess({
      contexts,
      settings,
      version,
      log,
      bounds: readBounds(around.environment),
      dispatcherOf: () => Promise.resolve(sandbox?.dispatcher),
    })
    return await work(access)
  } finally {
    await sandbox?.close()
    await settings.settled()
  }
}

/** A kubeconfig that can't be read is the reason, where the context would have stood in it. */
async function requireContext(contexts: Contexts, context: string): Promise<void> {
  const { contexts: known, current, places, failures, problem } = await contexts.list()
  // It may be told by another name than it has in the file.
  if (known.some(({ name }) => name === context || name === current)) return
  if (failures[0] !== undefined) throw new ExpectedError(failures[0])
  if (places.every(({ found }) => found === 'missing')) throw failed('kubeconfig-missing', { places })
  if (problem !== null) throw new ExpectedError(problem)
}

/** What of a cluster could not be read, where its namespaces were read one by one; `null` where it was read as a whole. */
export function namespaceNote({
  refused,
  namespaces,
}: {
  refused: readonly string[]
  /** How many were read one by one. */
  namespaces: number | null
}): string | null {
  if (namespaces === null) return null
  const told = `Read namespace by namespace: ${counted(namespaces, 'namespace')}.`
  if (refused.length === 0) return told
  const isOne = refused.length === 1
  return `${told} Not in the snapshot, because you can’t read ${isOne ? 'it' : 'them'}: ${refused.join(', ')}.`
}
