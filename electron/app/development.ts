import { request as ask } from 'node:http'
import { isOwnAddress, protectiveHeaders } from './served-files.ts'

/** Where the page posts what is open; `tools/dev` uses the same path. */
const placePath = '/@credenza/place'
const longestBody = 1_000_000

/**
 * Serves the window of `npm run dev` from its development server, a socket in a folder of this user. The page keeps its
 * own scheme and the product's policy, and has no network. `null` if there is no such server. `onContext` is called
 * with the context that is open.
 */
export function createDevelopment(environment: NodeJS.ProcessEnv, onContext: (context: string) => void) {
  const socket = environment['CREDENZA_DEVELOPMENT']
  if (socket === undefined || socket === '') return null
  return {
    async answer(request: Request): Promise<Response> {
      if (!isOwnAddress(request.url)) return new Response(null, { status: 404 })
      const { pathname, search } = new URL(request.url)
      const body = request.method === 'POST' ? (await request.text()).slice(0, longestBody) : ''
      if (pathname === placePath) tell(body, onContext)
      return forward(socket, { method: request.method, path: pathname + search, body })
    },
  }
}

function tell(body: string, onContext: (context: string) => void): void {
  const { context } = JSON.parse(body) as { context?: unknown }
  if (typeof context === 'string' && context !== '') onContext(context)
}

function forward(
  socketPath: string,
  { method, path, body }: { method: string; path: string; body: string },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asking = ask({ socketPath, method, path, headers: { host: 'localhost' } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.once('error', reject)
      answer.once('end', () => {
        const type = answer.headers['content-type'] ?? 'text/plain'
        const content = method === 'HEAD' || answer.statusCode === 204 ? null : Buffer.concat(pieces)
        const headers = { 'content-type': type, ...protectiveHeaders }
        resolve(new Response(content, { status: answer.statusCode ?? 502, headers }))
      })
    })
    asking.once('error', reject)
    asking.end(body)
  })
}
