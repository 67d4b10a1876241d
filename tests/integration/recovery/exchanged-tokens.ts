import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from '../../cluster/cluster.ts'
import { kubeconfigText } from '../../cluster/kubeconfig.ts'

/** A user who signs in with a token in a file, which is replaced while Credenza runs. */
interface ExchangedTokens {
  kubeconfig: string
  /** Writes a new token to the file and revokes the previous one. */
  exchange: () => Promise<void>
}

/** The user has the permissions for secrets and namespaces that Credenza needs. */
export async function createExchangedTokens(cluster: Cluster): Promise<ExchangedTokens> {
  const { kubectl, folder, server, caData = '' } = cluster
  const rules = { clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }] }
  const user = await cluster.user('exchanged', rules)
  const [, , home = '', account = ''] = user.name.split(':')
  const file = join(folder, 'exchanged-token')
  let count = 0

  /** A token is valid as long as the object that it is bound to exists. */
  const issue = async (): Promise<string> => {
    const name = `binds-${count++}`
    await kubectl(['create', 'secret', 'generic', name, '-n', home])
    const { metadata } = JSON.parse(await kubectl(['get', 'secret', name, '-n', home, '-o', 'json'])) as {
      metadata: { uid: string }
    }
    const wanted = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {
        expirationSeconds: 86_400,
        boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name, uid: metadata.uid },
      },
    }
    const path = `/api/v1/namespaces/${home}/serviceaccounts/${account}/token`
    const answer = await kubectl(['create', '--raw', path, '-f', '-'], { input: JSON.stringify(wanted) })
    return (JSON.parse(answer) as { status: { token: string } }).status.token
  }

  await writeFile(file, await issue(), { mode: 0o600 })
  const kubeconfig = join(folder, 'exchanged.kubeconfig')
  const ca = Buffer.from(caData, 'base64').toString()
  const text = kubeconfigText({ name: 'exchanged', server, ca, user: { tokenFile: file } })
  await writeFile(kubeconfig, text, { mode: 0o600 })
  return {
    kubeconfig,
    exchange: async () => {
      const before = count - 1
      await writeFile(file, await issue())
      await kubectl(['delete', 'secret', `binds-${before}`, '-n', home])
    },
  }
}
