import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Made } from './make-certificate.ts'

export const versionAnswer = JSON.stringify({ major: '1', minor: '32', gitVersion: 'v1.32.4' })

/** A server on loopback that answers every request with a version. It accepts any key, even weak ones. */
export async function startApiServer(
  sent: readonly Made[],
  options: ServerOptions = {},
): Promise<{ port: number; asked: string[]; stop: () => Promise<void> }> {
  const asked: string[] = []
  const server = createServer(
    {
      cert: sent.map(({ pem }) => pem).join(''),
      key: sent[0]?.key,
      ciphers: 'DEFAULT:@SECLEVEL=0',
      sigalgs: undefined,
      ...options,
    } as ServerOptions,
    (request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
      response.writeHead(200, { 'content-type': 'application/json' }).end(versionAnswer)
    },
  )
  server.on('tlsClientError', () => {})
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
