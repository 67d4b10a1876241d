import { startOwnCluster } from '../own-cluster.ts'
import type { ClusterBinaries } from '../own-cluster.ts'
import { requestAsAdmin } from '../own-request.ts'

/**
 * Starts the programs and writes and reads a secret, since a miscompiled kube-apiserver answers reads but panics on
 * every write. Rejects if that fails or the server has another version.
 */
export async function proveByWrite(binaries: ClusterBinaries, version: string): Promise<void> {
  const cluster = await startOwnCluster(binaries)
  try {
    const path = '/api/v1/namespaces/default/secrets'
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'proof' },
      stringData: { key: 'value' },
    }
    const written = await requestAsAdmin(cluster, path, { body: secret })
    const read = await requestAsAdmin(cluster, `${path}/proof`)
    if (written.status !== 201 || read.status !== 200) {
      throw new Error(`a secret could not be written and read back (${written.status}, ${read.status})`)
    }
    const answer = await requestAsAdmin(cluster, '/version')
    const { gitVersion } = JSON.parse(answer.text) as { gitVersion: string }
    if (gitVersion !== `v${version}`) throw new Error(`it calls itself ${gitVersion}`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The kube-apiserver that was built does not work and is thrown away: ${reason}`, {
      cause: error,
    })
  } finally {
    await cluster.stop()
  }
}
