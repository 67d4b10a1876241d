import { request } from 'node:https'
import type { OwnClusterAddress } from './own-address.ts'

/** Where an administrator's request is sent. */
export type RequestTarget = Pick<OwnClusterAddress, 'server' | 'caData' | 'adminToken'>

/**
 * Sends one request as the administrator: POST with a body and GET without, by default. Rejects if no complete answer
 * arrives in five seconds.
 */
export function requestAsAdmin(
  { server, caData, adminToken }: RequestTarget,
  path: string,
  { body, method = body === undefined ? 'GET' : 'POST' }: { body?: object; method?: string } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
    const options = {
      ca: Buffer.from(caData, 'base64'),
      method,
      headers,
      agent: false,
      timeout: 5_000,
    } as const
    const asked = request(new URL(path, server), options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    asked.on('timeout', () => asked.destroy(new Error(`no answer to ${path} in 5 s`)))
    asked.on('error', reject)
    asked.end(body ? JSON.stringify(body) : undefined)
  })
}
