import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../connection.ts'
import { failureFrom, sampleConnection, shiftedClock, statusOf } from '../testing/kube-samples.ts'
import { sendJson, startServer } from '../testing/loopback-server.ts'
import type { LoopbackServer } from '../testing/loopback-server.ts'

let folder = ''
let server: LoopbackServer
const connections: Connection[] = []
/** Tokens that the server takes; it takes any while this is null. */
let good: Set<string> | null = null
let seen: (string | undefined)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-sign-in-'))
  good = null
  seen = []
  server = await startServer((request, response) => {
    const { authorization } = request.headers
    seen.push(authorization)
    const isGood = good === null || good.has((authorization ?? '').replace('Bearer ', ''))
    if (isGood) sendJson(response, {})
    else sendJson(response, statusOf(401, 'Unauthorized', 'Unauthorized'), 401)
  })
})
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

describe('signing in without a plugin', () => {
  const withSignIn = (signIn: Parameters<typeof sampleConnection>[1] & object) => {
    const connection = sampleConnection(server.url, signIn)
    connections.push(connection)
    return connection
  }

  it('sends user and password', async () => {
    await withSignIn({ context: { signIn: { kind: 'basic', username: 'jane', password: 'pä:ss' } } }).getJson(
      '/version',
    )
    expect(seen).toEqual([`Basic ${Buffer.from('jane:pä:ss').toString('base64')}`])
  })

  it('reads a token file again after a 401, and at the latest after a minute', async () => {
    const file = join(folder, 'token')
    await writeFile(file, 'first\n')
    const clock = shiftedClock()
    const connection = withSignIn({ clock, context: { signIn: { kind: 'token-file', file, token: '' } } })
    await connection.getJson('/version')
    await writeFile(file, 'second\n')
    good = new Set(['second'])
    await connection.getJson('/version')
    expect(seen).toEqual(['Bearer first', 'Bearer first', 'Bearer second'])
    await writeFile(file, 'third\n')
    good = null
    clock.shift(61_000)
    await connection.getJson('/version')
    expect(seen.at(-1)).toBe('Bearer third')
  })

  it('says why a token file can not be read, and takes the token beside it where there is one', async () => {
    const file = join(folder, 'missing')
    const read = (token: string) =>
      failureFrom(
        withSignIn({ context: { signIn: { kind: 'token-file', file, token } } }).getJson('/version'),
      )
    expect(await read('')).toEqual({ code: 'token-file-unreadable', file, reason: 'ENOENT' })
    expect(await read('beside')).toBe('did not fail')
    await writeFile(file, '  \n')
    expect(await read('')).toEqual({ code: 'token-file-unreadable', file, reason: 'empty' })
  })
})
