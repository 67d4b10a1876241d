import type { Dispatcher } from 'undici'
import { runaiPlace, type ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { createConnection, type Connection, type ConnectionDeps } from '../../kube/connection.ts'
import type { Bounds } from '../../kube/core/bounds.ts'
import type { Contexts } from '../contexts/contexts-service.ts'
import type { Log } from '../log.ts'
import type { SettingsStore } from '../settings/settings.ts'

/** What is needed to reach a cluster and list its secrets. */
export interface ClusterAccess {
  contexts: Pick<Contexts, 'resolve'>
  /** The namespaces that a user named for a context. */
  namedNamespaces: {
    of: (context: string) => readonly string[]
    change: (context: string, names: string[]) => Promise<void>
  }
  /** Where Run:ai is in a cluster: the namespace of its credentials, and the label that names a project. */
  runaiPlace: (place: ClusterIdentity) => ReturnType<typeof runaiPlace>
  connect: (
    deps: Pick<ConnectionDeps, 'context' | 'keepAnnotations' | 'onPlugin'>,
  ) => Connection | Promise<Connection>
}

/**
 * How clusters are reached, according to the settings. `dispatcherOf` returns a replacement for the network for
 * contexts in this process, such as the sandbox.
 */
export function createClusterAccess({
  contexts,
  settings,
  version,
  log,
  bounds,
  dispatcherOf,
}: Pick<ClusterAccess, 'contexts'> & {
  settings: Pick<SettingsStore, 'read' | 'change'>
  version: string
  log: Log
  bounds: Bounds
  dispatcherOf: (context: string) => Promise<Dispatcher | undefined>
}): ClusterAccess {
  return {
    contexts,
    namedNamespaces: {
      of: (context) => {
        const { namespaces } = settings.read()
        // A context can have the name `constructor`.
        return Object.hasOwn(namespaces, context) ? (namespaces[context] ?? []) : []
      },
      change: async (context, names) => {
        await settings.change({ namespaces: { ...settings.read().namespaces, [context]: names } })
      },
    },
    runaiPlace: (place) => runaiPlace(settings.read(), place),
    connect: async (request) => {
      const dispatcher = await dispatcherOf(request.context.name)
      const timeouts = { plugin: settings.read().signInMinutes * 60_000 }
      return createConnection({ ...request, version, log: log.entry, dispatcher, timeouts, bounds })
    },
  }
}
