import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import { connect as connectSocket, createServer as createSocketServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import type { PemSource, ResolvedContext } from '../../electron/kube/kubeconfig/resolved-context.ts'
import { createAuthority } from '../cluster/certificates.ts'
import type { IssuedCertificate } from '../cluster/certificates.ts'
import { failureFrom } from './kube-connect.ts'
import { rsaKey } from './tls/make-certificate.ts'

const authority = createAuthority('the right one')
const day = 24 * 3_600_000
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const data = (field: string, pem: string): PemSource => ({ kind: 'data', field, file: '/k/config', pem })
const asClient = ({ certificate, key }: IssuedCertificate) => ({
  clientCertificate: {
    certificate: data('client-certificate-data', certificate),
    key: data('client-key-data', key),
  },
})

/** The user in a client's certificate. Empty without one. */
function userOf(socket: unknown): string {
  if (!(socket instanceof TLSSocket)) return ''
  const peer = socket.getPeerX509Certificate()
  return peer === undefined ? '' : peer.subject.replace('CN=', '')
}

async function serve(issued: IssuedCertificate, options: ServerOptions = {}): Promise<number> {
  const server = createServer(
    { cert: issued.certificate, key: issued.key, ...options },
    (request, response) => {
      const user = userOf(request.socket)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ user }))
    },
  )
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return (server.address() as AddressInfo).port
}

function connect(server: string, changes: Partial<ResolvedContext> = {}) {
  const connection = createConnection({
    context: {
      name: 'tls',
      cluster: 'tls',
      user: 'jane',
      file: '',
      userFile: '',
      namespace: 'default',
      server,
      tlsServerName: '',
      skipsVerification: false,
      authority: data('certificate-authority-data', authority.certificate),
      clientCertificate: null,
      proxy: '',
      signIn: { kind: 'none' },
      impersonation: null,
      environment: {},
      ...changes,
    },
    version: '0.0.0',
    keepAnnotations: [],
    log: () => {},
  })
  closing.push(connection.close)
  return connection
}

const ask = (port: number, changes: Partial<ResolvedContext> = {}) =>
  connect(`https://127.0.0.1:${port}`, changes).getJson('/version')
const local = { name: 'server', hosts: ['127.0.0.1'] }

describe('the certificate of a server', () => {
  it('is trusted when the authority of the kubeconfig issued it, also among others that are broken', async () => {
    const port = await serve(authority.issue(local))
    expect(await ask(port)).toEqual({ user: '' })
    const broken = '-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n'
    const bundle = `# a bundle\n${broken}${createAuthority('other').certificate}${authority.certificate}`
    expect(await ask(port, { authority: data('certificate-authority-data', bundle) })).toEqual({ user: '' })
  })

  it('is not trusted when another authority issued it, or when the kubeconfig names none', async () => {
    const port = await serve(createAuthority('a wrong one').issue(local))
    const server = `https://127.0.0.1:${port}`
    expect(await failureFrom(ask(port))).toMatchObject({ code: 'certificate-untrusted', server })
    expect(await failureFrom(ask(port, { authority: null }))).toMatchObject({
      code: 'certificate-untrusted',
      server,
    })
  })

  it('is not looked at when the kubeconfig says so', async () => {
    const port = await serve(
      createAuthority('a wrong one').issue({ ...local, notAfter: new Date(Date.now() - day) }),
    )
    expect(await ask(port, { authority: null, skipsVerification: true })).toEqual({ user: '' })
  })

  it('has expired: the date is reported', async () => {
    const notAfter = new Date(Math.floor((Date.now() - day) / 1000) * 1000)
    const port = await serve(
      authority.issue({ ...local, notBefore: new Date(Date.now() - 2 * day), notAfter }),
    )
    expect(await failureFrom(ask(port))).toEqual({
      code: 'certificate-expired',
      server: `https://127.0.0.1:${port}`,
      expiredAt: notAfter.toISOString(),
    })
  })

  it('is not valid yet', async () => {
    const port = await serve(authority.issue({ ...local, notBefore: new Date(Date.now() + day) }))
    expect(await failureFrom(ask(port))).toMatchObject({ code: 'certificate-not-yet-valid' })
  })

  it('is of another host, and right if the kubeconfig names that host', async () => {
    const port = await serve(authority.issue({ name: 'server', hosts: ['inner.example'] }))
    expect(await failureFrom(ask(port))).toMatchObject({
      code: 'certificate-other-host',
      reason: 'DNS:inner.example',
    })
    expect(await ask(port, { tlsServerName: 'inner.example' })).toEqual({ user: '' })
  })
})

describe('the certificate of a client', () => {
  const demanding: ServerOptions = {
    requestCert: true,
    rejectUnauthorized: true,
    ca: [authority.certificate],
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('signs in with %s', async (version) => {
    const port = await serve(authority.issue(local), {
      ...demanding,
      minVersion: version,
      maxVersion: version,
    })
    expect(await ask(port, asClient(authority.issue({ name: 'jane' })))).toEqual({ user: 'jane' })
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is refused or missing with %s', async (version) => {
    const port = await serve(authority.issue(local), {
      ...demanding,
      minVersion: version,
      maxVersion: version,
    })
    const wrong = asClient(createAuthority('a wrong one').issue({ name: 'jane' }))
    const codes = ['client-certificate-refused', 'connection-cut', 'tls-failed']
    const codeOf = async (changes: Partial<ResolvedContext>) =>
      ((await failureFrom(ask(port, changes))) as { code: string }).code
    // Node's server may close the connection before its alert is read.
    expect(codes).toContain(await codeOf(wrong))
    expect(codes).toContain(await codeOf({}))
  })

  it('has expired: the date is reported where the server answers 401', async () => {
    const notAfter = new Date(Math.floor((Date.now() - day) / 1000) * 1000)
    const issued = authority.issue({ name: 'jane', notBefore: new Date(Date.now() - 2 * day), notAfter })
    const leaf = authority.issue(local)
    const strict = createServer(
      {
        cert: leaf.certificate,
        key: leaf.key,
        requestCert: true,
        rejectUnauthorized: false,
        ca: [authority.certificate],
      },
      (request, response) => {
        const isGood = request.socket instanceof TLSSocket && request.socket.authorized
        response.writeHead(isGood ? 200 : 401, { 'content-type': 'application/json' }).end('{}')
      },
    )
    await new Promise<void>((resolve) => strict.listen(0, '127.0.0.1', resolve))
    closing.push(
      () =>
        new Promise((resolve) => {
          strict.close(() => resolve())
          strict.closeAllConnections()
        }),
    )
    const { port } = strict.address() as AddressInfo
    expect(await failureFrom(ask(port, asClient(issued)))).toEqual({
      code: 'client-certificate-expired',
      user: 'jane',
      expiredAt: notAfter.toISOString(),
    })
  })

  // OpenSSL takes a key of another kind and then sends no certificate, so the cluster would answer as to a stranger.
  it.each([
    ['one', authority.issue({ name: 'joe' }).key],
    ['kind', rsaKey(2048).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('whose key is of another %s is reported before anything is sent', async (_, key) => {
    expect(await failureFrom(ask(1, asClient({ ...authority.issue({ name: 'jane' }), key })))).toMatchObject({
      code: 'context-unusable',
      field: 'client-key-data',
      reason: 'it belongs to another certificate',
    })
  })
})

describe('a proxy', () => {
  async function startProxy(): Promise<{ proxy: string; asked: string[] }> {
    const asked: string[] = []
    const sockets = new Set<Socket>()
    const proxy = createHttpServer()
    proxy.on('connect', (request, socket: Socket) => {
      asked.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`)
      const port = Number((request.url ?? '').split(':')[1])
      const onward = connectSocket(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
      for (const one of [socket, onward]) {
        sockets.add(one)
        one.on('error', () => {})
      }
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    closing.push(
      () =>
        new Promise((resolve) => {
          proxy.close(() => resolve())
          for (const socket of sockets) socket.destroy()
        }),
    )
    return { proxy: `http://jane:pass@127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
  }

  it('tunnels TLS, which is still checked end to end; the name is looked up by the proxy', async () => {
    const { proxy, asked } = await startProxy()
    const port = await serve(authority.issue({ name: 'server', hosts: ['cluster.invalid'] }))
    const connection = connect(`https://cluster.invalid:${port}`, { proxy })
    expect(await connection.getJson('/version')).toEqual({ user: '' })
    expect(await connection.getJson('/version')).toEqual({ user: '' })
    const basic = Buffer.from('jane:pass').toString('base64')
    expect(asked).toEqual([`cluster.invalid:${port} Basic ${basic}`])
    const wrong = await serve(
      createAuthority('a wrong one').issue({ name: 'server', hosts: ['cluster.invalid'] }),
    )
    const failure = await failureFrom(
      connect(`https://cluster.invalid:${wrong}`, { proxy }).getJson('/version'),
    )
    expect(failure).toMatchObject({
      code: 'certificate-untrusted',
      server: `https://cluster.invalid:${wrong}`,
    })
  })

  it('of SOCKS works too, and looks the name up', async () => {
    const asked: string[] = []
    const socks = createSocketServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]))
        socket.once('data', (request: Buffer) => {
          const length = request[4] ?? 0
          const port = request.readUInt16BE(5 + length)
          asked.push(`${request.toString('utf8', 5, 5 + length)}:${port}`)
          const onward = connectSocket(port, '127.0.0.1', () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
            socket.pipe(onward).pipe(socket)
          })
          onward.on('error', () => {})
        })
      })
      socket.on('error', () => {})
    })
    await new Promise<void>((resolve) => socks.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise((resolve) => void socks.close(() => resolve())))
    const port = await serve(authority.issue({ name: 'server', hosts: ['cluster.invalid'] }))
    const proxy = `socks5://127.0.0.1:${(socks.address() as AddressInfo).port}`
    const connection = connect(`https://cluster.invalid:${port}`, { proxy })
    expect(await connection.getJson('/version')).toEqual({ user: '' })
    expect(asked).toEqual([`cluster.invalid:${port}`])
  })
})
