import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A server on this machine, for one test. */
export interface LoopbackServer {
  url: string
  /** The requests received, in order: path with query. */
  asked: string[]
  /** The number of connections ever made, and of those open now. */
  connections: () => number
  open: () => number
  /** Cuts every connection. */
  cut: () => void
  close: () => Promise<void>
}

export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void

/** Starts a server that responds with `answer`. */
export async function startServer(answer: Answer): Promise<LoopbackServer> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response, new URL(request.url ?? '', 'http://localhost'))
  })
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    connections: () => connections,
    open: () => sockets.size,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

/** Responds with JSON. */
export function sendJson(response: ServerResponse, json: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

/** Waits until a condition is true; a test's own time limit ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
