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

/** A cluster given on the command line. */
export interface AskedCluster {
  context: string
  /** An absolute path; `undefined` for kubectl's default places. */
  kubeconfig: string | undefined
}

/**
 * Calls `work` with access to one cluster, using the window's settings. Throws if the context isn't found; sends no
 * request to the cluster before that.
 */
export async function withCluster<T>(
  { context, kubeconfig }: AskedCluster,
  around: Running,
  work: (access: ClusterAccess) => Promise<T>,
): Promise<T> {
  const { version, home, platform, log } = around
  const files = ownFilesIn(around.userData)
  const isSandbox = context === sandboxContext
  // The sandbox as saved last; a running application continues to save its own state.
  const sandbox = isSandbox ? await createSandbox({ file: files.sandbox, isKept: false }) : null
  const settings = await openSettings(files.settings)
  const contexts = createContextsService({
    asked: { kubeconfig, context },
    environment: createLoginShellEnvironment(around),
    home,
    platform,
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    // Only what was allowed in the window may run or be read: there is nobody to ask.
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

/** If the context isn't found and a kubeconfig can't be read, reports that file as the reason. */
async function requireContext(contexts: Contexts, context: string): Promise<void> {
  const { contexts: known, current, places, failures, problem } = await contexts.list()
  // A context can be listed under another name than in its file.
  if (known.some(({ name }) => name === context || name === current)) return
  if (failures[0] !== undefined) throw new ExpectedError(failures[0])
  if (places.every(({ found }) => found === 'missing')) throw failed('kubeconfig-missing', { places })
  if (problem !== null) throw new ExpectedError(problem)
}

/** Which namespaces couldn't be read, if they were read one by one; `null` if the cluster was read as a whole. */
export function namespaceNote({
  refused,
  namespaces,
}: {
  refused: readonly string[]
  /** How many namespaces were read one by one. */
  namespaces: number | null
}): string | null {
  if (namespaces === null) return null
  const told = `Read namespace by namespace: ${counted(namespaces, 'namespace')}.`
  if (refused.length === 0) return told
  const isOne = refused.length === 1
  return `${told} Not in the snapshot, because you can’t read ${isOne ? 'it' : 'them'}: ${refused.join(', ')}.`
}
