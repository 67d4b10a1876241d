import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Dispatcher } from 'undici'
import { createAuthority } from './certificates.ts'
import { secretFromProtobuf } from './secret-from-protobuf.ts'

export interface ServedSandbox {
  server: string
  /** The authority's certificate as PEM. */
  ca: string
  stop: () => Promise<void>
}

/** Serves a sandbox on loopback, for kubectl; `dispatcherOf` knows who signs in with a token. */
export async function serveSandbox(
  dispatcherOf: (token: string) => Dispatcher | null,
): Promise<ServedSandbox> {
  const authority = createAuthority('served sandbox')
  // With TLS, since kubectl keeps its tokens from a server without.
  const { certificate: cert, key } = authority.issue({ name: '127.0.0.1', hosts: ['127.0.0.1'] })
  const https = createServer({ cert, key }, (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const dispatcher = dispatcherOf(token)
    const known = discovery[(request.url ?? '').split('?')[0] ?? '']
    if (dispatcher === null) answer(response, 401, { kind: 'Status', code: 401, reason: 'Unauthorized' })
    else if (known !== undefined) answer(response, 200, known)
    else void handOn(dispatcher, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve))
  https.unref()
  return {
    server: `https://127.0.0.1:${(https.address() as AddressInfo).port}`,
    ca: authority.certificate,
    stop: async () => {
      https.closeAllConnections()
      await new Promise((resolve) => https.close(resolve))
    },
  }
}

async function handOn(
  dispatcher: Dispatcher,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const left = new AbortController()
  response.on('close', () => left.abort())
  const sent = inJson(request.headers, Buffer.concat(pieces))
  const { statusCode, headers, body } = await dispatcher.request({
    origin: 'https://sandbox.invalid',
    path: request.url ?? '/',
    method: request.method as Dispatcher.HttpMethod,
    headers: sent.headers,
    ...(sent.body.length === 0 ? {} : { body: sent.body }),
    signal: left.signal,
  })
  response.writeHead(statusCode, headers)
  response.flushHeaders()
  for await (const piece of body) response.write(piece)
  response.end()
}

/** The sandbox reads JSON alone, as Credenza writes; kubectl makes some secrets by protobuf. */
function inJson(headers: IncomingHttpHeaders, body: Buffer): { headers: IncomingHttpHeaders; body: Buffer } {
  if (headers['content-type'] !== 'application/vnd.kubernetes.protobuf') return { headers, body }
  const secret = JSON.stringify(secretFromProtobuf(body))
  return { headers: { ...headers, 'content-type': 'application/json' }, body: Buffer.from(secret) }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const resource = (name: string, kind: string, namespaced: boolean) => ({
  name,
  singularName: '',
  namespaced,
  kind,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'watch'],
})

/** What kubectl asks for to learn the names of things; Credenza does not. */
const discovery: Readonly<Record<string, object>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [
      resource('namespaces', 'Namespace', false),
      resource('pods', 'Pod', true),
      resource('secrets', 'Secret', true),
      resource('serviceaccounts', 'ServiceAccount', true),
    ],
  },
}
