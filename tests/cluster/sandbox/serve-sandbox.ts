/**
 * Puts Credenza's own sandbox behind an address, so that what is written for a cluster can be run on it: a server on
 * loopback with TLS, tokens and client certificates. For tests alone; the application reaches it without any port.
 *
 * Usage: node serve-sandbox.ts FOLDER PORT, with the certificates, keys and tokens of `startSupervised` in the folder.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { discover } from './discovery.ts'
import { forward, readBody } from './forward.ts'
import { createUsers } from './known-users.ts'
import type { NewUser } from './known-users.ts'

const [folder = '', port = ''] = process.argv.slice(2)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

const users = createUsers(read('tokens.csv'))
const sandbox = await createSandbox({
  seed: 'empty',
  // What is deleted with all that is in it shall not be waited for.
  controllerDelay: 50,
  hasSelfSubjectReview: false,
  callerOf: users.callerOf,
})
const tls = { cert: read('server.crt'), key: read('server.key'), ca: read('ca.crt') }

/** Who has no valid certificate may still have a token. */
const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: false }, (request, response) => {
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
server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen(Number(port), '127.0.0.1')
