import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A loopback server that answers every request with the bytes it was last given, and closes the connection. */
interface RawServer {
  url: string
  answerWith: (pieces: readonly Buffer[], about: { isReset: boolean }) => void
  close: () => Promise<void>
}

export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>()
  let answer: { pieces: readonly Buffer[]; isReset: boolean } = { pieces: [], isReset: false }
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.once('data', () => {
      const { pieces, isReset } = answer
      void write(socket, pieces).then(() => (isReset ? socket.resetAndDestroy() : socket.end()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith: (pieces, { isReset }) => {
      answer = { pieces, isReset }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function write(socket: Socket, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece)
    // So that the pieces arrive separately.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
