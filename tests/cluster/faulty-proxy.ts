import { once } from 'node:events'
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { createServer, request as ask } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { createAuthority, type Authority } from './certificates.ts'
import type { Cluster } from './cluster.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { keepAliveTimeout } from './sandbox/serve-sandbox.ts'

/** What the proxy does with a request. */
export type Treatment =
  | 'pass'
  /** Accepts the request and never answers. */
  | 'hang'
  /** Closes the connection without an answer. */
  | 'reset'
  /** Forwards the request when this resolves. */
  | { after: Promise<unknown> }
  /** Forwards the request and closes the connection as soon as it is sent, or when the cluster has answered. */
  | { reset: 'once-sent' | 'once-answered' }
  /** The proxy's own answer. */
  | { status: number; headers?: Record<string, string>; body: string }
  /** The cluster's answer, with the connection closed after this many bytes of the body. */
  | { cutAfter: number }
  /** The cluster's answer, with the connection closed as soon as this text has passed in the body. */
  | { cutAfterText: string }
  /** The cluster's answer, with its body throttled. */
  | { bytesPerSecond: number }

/** A proxy in front of the test cluster that treats each request as the test wants. */
export interface FaultyProxy {
  server: string
  authority: Authority
  /** Replaces the treatment of future requests. */
  treat: (decide: (request: IncomingMessage) => Treatment) => void
  /** Closes all open connections, including watches. */
  cutAll: () => void
  /** A kubeconfig with one context of this name, which uses the proxy. */
  kubeconfig: (name: string, token: string) => string
  /** Paths with queries of all requests so far. */
  requests: () => readonly string[]
  /** How many requests have no complete answer yet. */
  openRequests: () => number
  stop: () => Promise<void>
}

/** What a cluster answers if it doesn't do what it is asked. */
export function statusAnswer(code: number, reason: string, message: string): Treatment {
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message }
  return { status: code, body: JSON.stringify(status) }
}

/** Starts it on loopback. It forwards everything until `treat` is called. */
export async function startFaultyProxy(cluster: Cluster): Promise<FaultyProxy> {
  const authority = createAuthority('faulty proxy')
  const { certificate, key } = authority.issue({ name: '127.0.0.1', hosts: ['127.0.0.1', 'localhost'] })
  const seen: string[] = []
  let open = 0
  let decide: (request: IncomingMessage) => Treatment = () => 'pass'

  const server = createServer({ cert: certificate, key, keepAliveTimeout }, (request, response) => {
    seen.push(request.url ?? '')
    open++
    response.on('close', () => open--)
    const treatment = decide(request)
    if (treatment === 'hang') return
    if (treatment === 'reset') {
      request.socket.destroy()
      return
    }
    if (treatment !== 'pass' && 'status' in treatment) {
      response.writeHead(treatment.status, treatment.headers ?? { 'content-type': 'application/json' })
      response.end(treatment.body)
      return
    }
    if (treatment !== 'pass' && 'after' in treatment) {
      void treatment.after.then(() => forward(cluster, request, response, 'pass'))
      return
    }
    if (treatment !== 'pass' && 'reset' in treatment) {
      forwardUnheard(cluster, request, treatment.reset)
      return
    }
    forward(cluster, request, response, treatment)
  })
  // Includes those during a handshake, which the HTTP server doesn't know: one of them would keep it from closing.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    server: address,
    authority,
    treat: (next) => {
      decide = next
    },
    cutAll: () => server.closeAllConnections(),
    kubeconfig: (name, token) =>
      kubeconfigText({ name, server: address, ca: authority.certificate, user: { token } }),
    requests: () => seen,
    openRequests: () => open,
    stop: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

function forward(
  cluster: Cluster,
  request: IncomingMessage,
  response: ServerResponse,
  treatment: 'pass' | { cutAfter: number } | { cutAfterText: string } | { bytesPerSecond: number },
): void {
  const upstream = askCluster(cluster, request)
  upstream.on('error', () => response.destroy())
  response.on('close', () => upstream.destroy())
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    response.flushHeaders()
    answer.on('error', () => response.destroy())
    if (treatment === 'pass') answer.pipe(response)
    else if ('cutAfter' in treatment) cut(answer, response, treatment.cutAfter)
    else if ('cutAfterText' in treatment) cutAfterText(answer, response, treatment.cutAfterText)
    else slow(answer, response, treatment.bytesPerSecond).catch(() => response.destroy())
  })
  request.pipe(upstream)
}

function askCluster(cluster: Cluster, request: IncomingMessage): ClientRequest {
  return ask(new URL(request.url ?? '/', cluster.server), {
    method: request.method,
    headers: request.headers,
    ca: Buffer.from(cluster.caData ?? '', 'base64'),
  })
}

/** The cluster executes the request, but the client never receives the answer. */
function forwardUnheard(cluster: Cluster, request: IncomingMessage, reset: 'once-sent' | 'once-answered') {
  const upstream = askCluster(cluster, request)
  const close = () => request.socket.destroy()
  upstream.on('error', close)
  upstream.on('response', (answer) => {
    answer.resume()
    answer.on('close', close)
  })
  request.on('data', (piece: Buffer) => upstream.write(piece))
  request.on('end', () => {
    upstream.end()
    if (reset === 'once-sent') upstream.once('finish', close)
  })
}

/** Never completes an answer that was cut off, even if the cluster's own end came first. */
function cut(answer: IncomingMessage, response: ServerResponse, after: number): void {
  let left = after
  answer.on('data', (piece: Buffer) => {
    if (left <= 0) return
    const isLast = piece.length >= left
    response.write(piece.subarray(0, left), () => {
      if (isLast) response.destroy()
    })
    left -= piece.length
  })
  answer.on('end', () => {
    if (left > 0) response.end()
  })
}

function cutAfterText(answer: IncomingMessage, response: ServerResponse, text: string): void {
  let body = ''
  let isCut = false
  answer.setEncoding('latin1')
  answer.on('data', (piece: string) => {
    if (isCut) return
    const before = body.length
    body += piece
    const at = body.indexOf(text)
    isCut = at !== -1
    if (isCut) response.write(body.slice(before, at + text.length), 'latin1', () => response.destroy())
    else response.write(piece, 'latin1')
  })
  answer.on('end', () => {
    if (!isCut) response.end()
  })
}

async function slow(
  answer: IncomingMessage,
  response: ServerResponse,
  bytesPerSecond: number,
): Promise<void> {
  const piece = Math.max(1, Math.ceil(bytesPerSecond / 20))
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length && !response.destroyed; from += piece) {
      response.write(chunk.subarray(from, from + piece))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  response.end()
}
