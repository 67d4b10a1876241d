import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer as createSocketServer } from 'node:net'
import type { AddressInfo, Server as SocketServer, Socket } from 'node:net'
import type { Made } from './make-certificate.ts'

export interface TestProxy {
  port: number
  /** Its requests since the last call. */
  takeAsked: () => string[]
  stop: () => Promise<void>
}

/** The proxies' user and password, with characters that a URL must encode. */
const login = { user: 'ja@ne', password: 'p:s/1' }
const wanted = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`

/** An HTTP proxy, with TLS if it has a certificate. It forwards any requested host to this machine. */
export async function startHttpProxy({
  tls,
  needsLogin = false,
  refuses = 0,
}: { tls?: Made; needsLogin?: boolean; refuses?: number } = {}): Promise<TestProxy> {
  const asked: string[] = []
  const isWelcome = ({ headers }: IncomingMessage) => !needsLogin || headers['proxy-authorization'] === wanted
  const answer: RequestListener = (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    if (!isWelcome(request)) response.writeHead(407).end()
    else
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"major":"1","minor":"32","gitVersion":"v1.32.4"}')
  }
  const server: Server =
    tls === undefined ? createHttpServer(answer) : createHttpsServer({ cert: tls.pem, key: tls.key }, answer)
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${request.url ?? ''}`)
    socket.on('error', () => {})
    if (refuses > 0 || !isWelcome(request)) {
      socket.end(`HTTP/1.1 ${refuses || 407} No\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    lead(socket, Number(request.url?.split(':').at(-1)), () =>
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    )
  })
  return started(server, asked)
}

/** A SOCKS5 proxy that requires a login. */
export async function startSocksProxy(): Promise<TestProxy> {
  const asked: string[] = []
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (hello: Buffer) => {
      if (!hello.subarray(2).includes(2)) {
        socket.end(Buffer.from([5, 0xff]))
        return
      }
      socket.write(Buffer.from([5, 2]))
      socket.once('data', (given: Buffer) => {
        const [length = 0] = given.subarray(1)
        const isRight =
          given.toString('utf8', 2, 2 + length) === login.user &&
          given.toString('utf8', 3 + length) === login.password
        socket.write(Buffer.from([1, isRight ? 0 : 1]))
        socket.once('data', (request: Buffer) => {
          const end = 5 + (request[4] ?? 0)
          asked.push(`SOCKS ${request.toString('utf8', 5, end)}`)
          lead(socket, request.readUInt16BE(end), () =>
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])),
          )
        })
      })
    })
  })
  return started(server, asked)
}

function lead(socket: Socket, port: number, onOpen: () => void): void {
  const onward = connect(port, '127.0.0.1', () => {
    onOpen()
    socket.pipe(onward).pipe(socket)
  })
  onward.on('error', () => socket.destroy())
  socket.on('close', () => onward.destroy())
}

async function started(server: SocketServer, asked: string[]): Promise<TestProxy> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    takeAsked: () => asked.splice(0),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
