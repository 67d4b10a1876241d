import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failureFrom, shiftedClock } from '../testing/kube-samples.ts'
import { useSignInServer } from '../testing/sign-in-server.ts'

const signIn = useSignInServer()

describe('signing in without a plugin', () => {
  it('sends user and password', async () => {
    await signIn
      .connect({ context: { signIn: { kind: 'basic', username: 'jane', password: 'pä:ss' } } })
      .getJson('/version')
    expect(signIn.seen).toEqual([`Basic ${Buffer.from('jane:pä:ss').toString('base64')}`])
  })

  it('reads a token file again after a 401, and at the latest after a minute', async () => {
    const file = join(signIn.folder, 'token')
    await writeFile(file, 'first\n')
    const clock = shiftedClock()
    const connection = signIn.connect({ clock, context: { signIn: { kind: 'token-file', file, token: '' } } })
    await connection.getJson('/version')
    await writeFile(file, 'second\n')
    signIn.good = new Set(['second'])
    await connection.getJson('/version')
    expect(signIn.seen).toEqual(['Bearer first', 'Bearer first', 'Bearer second'])
    await writeFile(file, 'third\n')
    signIn.good = null
    clock.shift(61_000)
    await connection.getJson('/version')
    expect(signIn.seen.at(-1)).toBe('Bearer third')
  })

  it('says why a token file can’t be read, and takes the token next to it where there is one', async () => {
    const file = join(signIn.folder, 'missing')
    const read = (token: string) =>
      failureFrom(
        signIn.connect({ context: { signIn: { kind: 'token-file', file, token } } }).getJson('/version'),
      )
    expect(await read('')).toEqual({ code: 'token-file-unreadable', file, reason: 'ENOENT' })
    expect(await read('beside')).toBe('did not fail')
    await writeFile(file, '  \n')
    expect(await read('')).toEqual({ code: 'token-file-unreadable', file, reason: 'empty' })
  })
})
