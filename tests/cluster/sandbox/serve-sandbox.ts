import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { Sandbox } from '../../../electron/sandbox/sandbox.ts'
import { discover } from './discovery.ts'
import { forward, readBody } from './forward.ts'
import type { KnownUsers, NewUser } from './known-users.ts'

interface Serving {
  sandbox: Sandbox
  users: KnownUsers
  /** PEM. */
  tls: { cert: string; key: string; ca: string }
}

/**
 * How long an idle connection stays open, in milliseconds: longer than a client keeps it, as with kube-apiserver. With
 * Node's five seconds, a request may be sent just as its connection is closed.
 */
export const keepAliveTimeout = 180_000

/**
 * Serves Credenza's own sandbox with TLS, tokens and client certificates, so that tests written for a cluster can run
 * on it. Only for tests; the application reaches it without a port.
 */
export function serveSandbox({ sandbox, users, tls }: Serving): Server {
  // A client without a valid certificate may still have a token.
  const options = { ...tls, requestCert: true, rejectUnauthorized: false, keepAliveTimeout }
  return createServer(options, (request, response) => {
    const send = (status: number, body: object | string) => {
      const isText = typeof body === 'string'
      response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' })
      response.end(isText ? body : JSON.stringify(body))
    }
    const answer = async () => {
      const path = request.url ?? '/'
      if (path === '/readyz') {
        send(200, 'ok')
        return
      }
      const user = users.nameOf(request)
      const body = await readBody(request)
      if (path === '/test/users' && users.isAdministrator(user)) {
        send(201, { token: users.add(JSON.parse(body.toString('utf8')) as NewUser) })
        return
      }
      const found = user === null ? null : discover(path)
      if (found !== null) {
        send(200, found)
        return
      }
      await forward(sandbox, { request, response, body, user })
    }
    answer().catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
}

/** The tests' sandbox: empty, with the version of the real test cluster, and fast to empty a namespace. */
export const testSandbox = { seed: 'empty', controllerDelay: 50, hasSelfSubjectReview: false } as const
