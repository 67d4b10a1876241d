import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:tls'
import { createAuthority } from '../cluster/certificates.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import type { Cluster } from '../cluster/cluster.ts'

/** Between an application and the test cluster, records every byte that the cluster sends. */
interface RecordingProxy {
  /** A kubeconfig with a single context `recorded` that uses the proxy, with this token. */
  kubeconfig: (token: string) => string
  /** Everything that the cluster has sent so far, decrypted. */
  recorded: () => Buffer
  stop: () => Promise<void>
}

/** Starts a proxy on loopback that terminates TLS on one side and starts it on the other. */
export async function startRecordingProxy(cluster: Cluster): Promise<RecordingProxy> {
  const authority = createAuthority('recording proxy')
  const { certificate, key } = authority.issue({ name: '127.0.0.1', hosts: ['127.0.0.1', 'localhost'] })
  const { hostname, port } = new URL(cluster.server)
  const ca = Buffer.from(cluster.caData ?? '', 'base64')
  const pieces: Buffer[] = []
  const open = new Set<Socket>()

  const server = createServer({ cert: certificate, key }, (downstream) => {
    const upstream = connect({ host: hostname, port: Number(port), ca })
    for (const socket of [downstream, upstream]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => {
        downstream.destroy()
        upstream.destroy()
      })
    }
    upstream.on('data', (piece: Buffer) => pieces.push(piece))
    downstream.pipe(upstream)
    upstream.pipe(downstream)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = `https://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    kubeconfig: (token) =>
      kubeconfigText({
        name: 'recorded',
        server: own,
        ca: authority.certificate,
        user: { token },
      }),
    recorded: () => Buffer.concat(pieces),
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
