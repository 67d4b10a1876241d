import { homedir } from 'node:os'
import { createConnection } from '../../electron/kube/connection.ts'
import { createClusterService } from '../../electron/services/cluster/cluster-service.ts'
import { createContextsService } from '../../electron/services/contexts/contexts-service.ts'

/** Credenza's own services, composed like the application, for one context of a kubeconfig. */
export function openService(kubeconfig: string, context: string) {
  const contexts = createContextsService({
    asked: { kubeconfig, context },
    environment: () => Promise.resolve({}),
    home: homedir(),
    platform: process.platform,
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
    sandbox: null,
  })
  const service = createClusterService({
    runaiPlace: () => ({ runaiNamespace: 'runai', projectLabel: 'runai/queue' }),
    contexts,
    namedNamespaces: { of: () => [], change: () => Promise.resolve() },
    connect: (request) => createConnection({ ...request, version: '0.0.0', log: () => undefined }),
  })
  return { contexts, service }
}
