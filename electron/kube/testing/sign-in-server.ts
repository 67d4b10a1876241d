import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Connection } from '../connection.ts'
import { sampleConnection, statusOf } from './kube-samples.ts'
import { sendJson, startServer, type LoopbackServer } from './loopback-server.ts'

interface SignInServer {
  readonly server: LoopbackServer
  /** A folder for this test. */
  readonly folder: string
  /** Tokens that the server accepts; `null` accepts any. */
  good: ReadonlySet<string> | null
  /** The `Authorization` header of each request, in order. */
  readonly seen: (string | undefined)[]
  /** Connects to the server until the test ends. */
  connect: (options?: Parameters<typeof sampleConnection>[1]) => Connection
}

/** A server that requires a sign-in, restarted for each test of a file. */
export function useSignInServer(): SignInServer {
  let server: LoopbackServer
  let folder = ''
  const connections: Connection[] = []
  const signIn: SignInServer = {
    get server() {
      return server
    },
    get folder() {
      return folder
    },
    good: null,
    seen: [],
    connect: (options) => {
      const connection = sampleConnection(server.url, options)
      connections.push(connection)
      return connection
    },
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'credenza-sign-in-'))
    signIn.good = null
    signIn.seen.length = 0
    server = await startServer((request, response) => {
      const { authorization } = request.headers
      signIn.seen.push(authorization)
      const isGood = signIn.good?.has((authorization ?? '').replace('Bearer ', '')) ?? true
      if (isGood) sendJson(response, {})
      else sendJson(response, statusOf(401, 'Unauthorized', 'Unauthorized'), 401)
    })
  })
  afterEach(async () => {
    for (const connection of connections.splice(0)) await connection.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })
  return signIn
}
