import { Agent, request } from 'node:https'
import { KubectlError, type Kubectl } from './kubectl.ts'
import type { RequestTarget } from './own-request.ts'

/** An administrator's request: POST with a body, and GET without, by default. */
interface Asked {
  method?: 'DELETE' | 'PUT'
  body?: object
  /** Sends it as this token's user instead. */
  token?: string
}

/**
 * Sends one request to the cluster and resolves with the parsed answer. Rejects with an `AnswerError` if refused. Tests
 * use it to prepare and check state; kubectl would take a hundred times as long.
 */
export type AskCluster = <Answer>(path: string, asked?: Asked) => Promise<Answer>

/** The cluster refused. */
export class AnswerError extends Error {
  readonly status: number

  constructor(path: string, status: number, text: string) {
    super(`${path}: ${status} ${text.trim()}`)
    this.name = 'AnswerError'
    this.status = status
  }
}

const patience = 240_000

/** Sends requests to a cluster with a known address and administrator token. */
export function createAskCluster({ server, caData, adminToken }: RequestTarget): AskCluster {
  // Idle connections don't keep Node alive.
  const agent = new Agent({ keepAlive: true, ca: Buffer.from(caData, 'base64') })
  return async <Answer>(path: string, { method, body, token = adminToken }: Asked = {}): Promise<Answer> => {
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(new URL(path, server), {
        agent,
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        timeout: patience,
      })
      sent.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        )
      })
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${path} in ${patience / 1000} s`)))
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
    if (status < 200 || status > 299) throw new AnswerError(path, status, text)
    return JSON.parse(text) as Answer
  }
}

/** Sends requests to a given cluster, whose sign-in only kubectl knows. */
export function askByKubectl(kubectl: Kubectl): AskCluster {
  const verbs = { GET: 'get', POST: 'create', PUT: 'replace', DELETE: 'delete' }
  return async <Answer>(path: string, { method, body, token }: Asked = {}): Promise<Answer> => {
    const verb = verbs[method ?? (body === undefined ? 'GET' : 'POST')]
    const input = body === undefined ? {} : { input: JSON.stringify(body) }
    const args = [
      ...(token === undefined ? [] : [`--token=${token}`]),
      ...[verb, '--raw', path],
      ...(body === undefined ? [] : ['-f', '-']),
    ]
    try {
      return JSON.parse(await kubectl(args, input)) as Answer
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error
      throw new AnswerError(path, error.stderr.includes('NotFound') ? 404 : 0, error.stderr)
    }
  }
}
