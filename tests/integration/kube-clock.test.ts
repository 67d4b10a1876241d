import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import type { SignInWay } from '../../electron/kube/kubeconfig/resolved-context.ts'
import { createAuthority } from '../cluster/certificates.ts'
import { failureFrom } from './kube-connect.ts'

const authority = createAuthority('the right one')
const minute = 60_000
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Times relative to this machine's clock, in minutes. */
interface Times {
  /** The server's own clock; `null`: it doesn't send the time. */
  clock: number | null
  /** The validity period of its certificate. */
  from?: number
  until?: number
}

const at = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * minute)

/** Connects to a server with another time in its clock or certificate, which refuses everyone. */
async function failureAt({ clock, from = -60, until = 60 }: Times, signIn: SignInWay = { kind: 'none' }) {
  const validity = { notBefore: at(from), notAfter: at(until) }
  const { certificate, key } = authority.issue({ name: 'server', hosts: ['127.0.0.1'], ...validity })
  const server = createServer({ cert: certificate, key }, (_, response) => {
    response.sendDate = false
    if (clock !== null) response.setHeader('date', at(clock).toUTCString())
    const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Unauthorized', code: 401 }
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(status))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const ca = { kind: 'data', field: 'certificate-authority-data', file: '/k/config' } as const
  const connection = createConnection({
    context: {
      name: 'clock',
      cluster: 'clock',
      user: 'jane',
      file: '',
      userFile: '',
      namespace: 'default',
      server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      tlsServerName: '',
      skipsVerification: false,
      authority: { ...ca, pem: authority.certificate },
      clientCertificate: null,
      proxy: '',
      signIn,
      impersonation: null,
      environment: {},
    },
    version: '0.0.0',
    keepAnnotations: [],
    log: () => {},
  })
  closing.push(connection.close)
  return failureFrom(connection.getJson('/version'))
}

/** A token with this validity period. */
function tokenOf(from: number, until: number): SignInWay {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const seconds = (minutes: number) => at(minutes).getTime() / 1000
  const claims = { nbf: seconds(from), exp: seconds(until) }
  return { kind: 'token', token: `${part({ alg: 'none' })}.${part(claims)}.c2lnbmF0dXJl` }
}

describe('a certificate that is out of its time', () => {
  it('only by the clock of this machine is reported as a wrong clock', async () => {
    expect(await failureAt({ clock: 12, from: 5 })).toMatchObject({
      code: 'clock-wrong',
      minutes: 12,
      direction: 'behind',
      of: 'certificate',
    })
    expect(await failureAt({ clock: -40, until: -30 })).toMatchObject({
      code: 'clock-wrong',
      minutes: 40,
      direction: 'ahead',
      of: 'certificate',
    })
  })

  it('by the clock of the cluster too is reported as it is', async () => {
    const before = at(50)
    const asked = failureAt({ clock: 12, from: 50 })
    const after = at(50)
    const failure = await asked
    expect(failure).toMatchObject({ code: 'certificate-not-yet-valid' })
    expect([before, after].map((time) => time.toISOString())).toContain(
      (failure as { validFrom?: string }).validFrom,
    )
    expect(await failureAt({ clock: 0, until: -30 })).toMatchObject({ code: 'certificate-expired' })
  })

  it('of a server without a time is reported as it is', async () => {
    expect(await failureAt({ clock: null, from: 5 })).toMatchObject({ code: 'certificate-not-yet-valid' })
  })
})

describe('a sign-in that is refused', () => {
  it('with a token that is of another time, by a clock that is wrong, is reported as that', async () => {
    expect(await failureAt({ clock: -25 }, tokenOf(-1, 30))).toMatchObject({
      code: 'clock-wrong',
      minutes: 25,
      direction: 'ahead',
      of: 'sign-in',
    })
    expect(await failureAt({ clock: 25 }, tokenOf(-20, 10))).toMatchObject({
      code: 'clock-wrong',
      minutes: 25,
      direction: 'behind',
    })
  })

  it('with a token that is expired by any clock, or holds by both, is reported as an expired or refused token', async () => {
    const before = at(-30)
    const signIn = tokenOf(-60, -30)
    const after = at(-30)
    const failure = await failureAt({ clock: 1 }, signIn)
    expect(failure).toMatchObject({ code: 'unauthorized' })
    expect([before, after].map((time) => time.toISOString())).toContain(
      (failure as { expiredAt?: string }).expiredAt,
    )
    expect(await failureAt({ clock: 25 }, tokenOf(-60, 90))).toMatchObject({
      code: 'unauthorized',
      expiredAt: '',
    })
  })

  it('with a token that has no time isn’t blamed on clocks', async () => {
    const failure = await failureAt({ clock: 300 }, { kind: 'token', token: 'opaque' })
    expect(failure).toMatchObject({ code: 'unauthorized' })
  })
})
