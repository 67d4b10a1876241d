import { createCredentials } from '../../electron/services/credentials/credentials-service.ts'
import { createSaveFile } from '../../electron/services/save-file.ts'
import type { CredentialsMessage } from '../../shared/contract/credentials.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import type { ContractCluster } from './both-clusters.ts'

/** Watches as a user, until the test says so. */
export async function watchAs(
  { connect }: Pick<ContractCluster, 'connect'>,
  kubeconfig: string,
  named: string[] = [],
) {
  const names = { current: named }
  const contexts = contextsOf(kubeconfig)
  const service = createCredentials({
    runaiNamespace: () => 'runai',
    contexts,
    namedNamespaces: {
      of: () => names.current,
      change: (_, next) => {
        names.current = next
        return Promise.resolve()
      },
    },
    connect: (request) => connect({ ...request, version: 'test', log: () => undefined }),
    chooseFileToSave: () => Promise.resolve(null),
    saveFile: createSaveFile(),
    onWritten: () => undefined,
  })
  const stop = new AbortController()
  const messages: CredentialsMessage[] = []
  const unused = new Map<string, string>()
  const changed: (() => void)[] = []
  const context = (await contexts.list()).current ?? ''
  const ended = service.watch(
    { context },
    {
      signal: stop.signal,
      send: (message) => {
        messages.push(message)
        if (message.kind === 'rows') {
          for (const { uid, kubernetesName } of message.unused) unused.set(uid, kubernetesName)
          for (const uid of message.removed) unused.delete(uid)
        }
        for (const listener of changed.splice(0)) listener()
      },
    },
  )
  const last = <K extends CredentialsMessage['kind']>(kind: K) =>
    messages.findLast((message): message is Extract<CredentialsMessage, { kind: K }> => message.kind === kind)
  return {
    context,
    service,
    messages,
    last,
    unused: () => [...unused.values()].sort(),
    until: async (holds: () => boolean) => {
      while (!holds()) await new Promise<void>((resolve) => changed.push(resolve))
    },
    stop: async () => {
      stop.abort()
      await ended
    },
  }
}
