// Adds `request` to every dispatcher.
import 'undici'
import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Sandbox } from '../../../electron/sandbox/sandbox.ts'
import { userHeader } from './known-users.ts'
import { secretFromProtobuf } from './secret-from-protobuf.ts'

/** A request's whole body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(request, 'end')
  return Buffer.concat(chunks)
}

interface Forwarded {
  request: IncomingMessage
  response: ServerResponse
  body: Buffer
  /** `null`: an unknown user. */
  user: string | null
}

/** Forwards one request to the sandbox and returns its answer. A client that disconnects ends it there, too. */
export async function forward(
  { dispatcher, server }: Sandbox,
  { request, response, body, user }: Forwarded,
): Promise<void> {
  const abort = new AbortController()
  const sent = inJson(request.headers, body)
  response.on('close', () => abort.abort())
  try {
    const reply = await dispatcher.request({
      origin: server,
      path: request.url ?? '/',
      method: request.method ?? 'GET',
      headers: { ...withoutUser(sent.headers), ...(user === null ? {} : { [userHeader]: user }) },
      ...(sent.body.length === 0 ? {} : { body: sent.body }),
      signal: abort.signal,
    })
    response.writeHead(reply.statusCode, reply.headers)
    // A watch is open before its first event.
    response.flushHeaders()
    await pipeline(reply.body, response)
  } catch (error) {
    if (!abort.signal.aborted) throw error
  }
}

/** The sandbox only reads JSON, which Credenza writes. kubectl creates some secrets by protobuf. */
function inJson(headers: IncomingHttpHeaders, body: Buffer): { headers: IncomingHttpHeaders; body: Buffer } {
  if (headers['content-type'] !== 'application/vnd.kubernetes.protobuf') return { headers, body }
  const secret = JSON.stringify(secretFromProtobuf(body))
  const plain = { ...headers, 'content-type': 'application/json', 'content-length': undefined }
  return { headers: plain, body: Buffer.from(secret) }
}

/** Only this server may set the user. */
const withoutUser = (headers: IncomingHttpHeaders): IncomingHttpHeaders => ({
  ...headers,
  [userHeader]: undefined,
})
