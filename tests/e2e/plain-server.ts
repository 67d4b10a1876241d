import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { request as ask } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Cluster } from '../cluster/cluster.ts'

/** The test cluster without encryption, as `kubectl proxy` serves it. Also an HTTP proxy for any address. */
interface PlainServer {
  address: string
  /** `METHOD /path` of all requests so far. */
  requests: () => string[]
  /** Their credentials. Empty if there were none. */
  signIns: () => string[]
  stop: () => Promise<void>
}

/** Starts it on loopback. It signs in to the cluster itself with this token. */
export async function startPlainServer(cluster: Cluster, token: string): Promise<PlainServer> {
  const seen: IncomingMessage[] = []
  const pathOf = ({ url = '/' }: IncomingMessage): string => {
    const { pathname, search } = new URL(url, cluster.server)
    return pathname + search
  }
  const server = createServer((request, response) => {
    seen.push(request)
    const onward = ask(new URL(pathOf(request), cluster.server), {
      method: request.method,
      headers: {
        ...request.headers,
        host: new URL(cluster.server).host,
        authorization: `Bearer ${token}`,
      },
      ca: Buffer.from(cluster.caData ?? '', 'base64'),
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      answer.on('error', () => response.destroy())
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => seen.map((request) => `${request.method ?? ''} ${pathOf(request)}`),
    signIns: () => seen.flatMap(({ headers }) => headers.authorization ?? []),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
