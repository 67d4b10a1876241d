import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { IssuedCertificate } from '../cluster/certificates.ts'

/** The login of the registry with Basic. Its password is hashed in `htpasswd`. */
export const robot = { username: 'robot$halden', password: 'FAKE-pull-only/7391' }
const htpasswd = `${robot.username}:$2b$05$abcdefghijklmnopqrstuusYqPZnYprufHiLQ5NV031Wa5MUn9tpW\n`

export interface RunningRegistry {
  port: number
  stop: () => Promise<void>
}

/** What a registry trusts: tokens that a service signs with a certificate of this authority. */
interface TokenTrust {
  realm: string
  service: string
  issuer: string
  /** PEM. */
  authority: string
}

/** Starts Debian's `docker-registry` on this machine, with TLS, Basic for `robot` or tokens, and no images. */
export async function startRegistry(
  tls: IssuedCertificate,
  trust: TokenTrust | null = null,
): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-registry-'))
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const auth =
    trust === null
      ? { htpasswd: { realm: 'Registry Realm', path: await file('htpasswd', htpasswd) } }
      : {
          token: {
            ...{ realm: trust.realm, service: trust.service, issuer: trust.issuer },
            rootcertbundle: await file('trust.pem', trust.authority),
          },
        }
  const configuration = {
    version: '0.1',
    log: { level: 'info', formatter: 'json' },
    storage: { filesystem: { rootdirectory: join(folder, 'images') } },
    http: {
      addr: '127.0.0.1:0',
      secret: 'of-a-test',
      tls: { certificate: await file('tls.pem', tls.certificate), key: await file('tls.key', tls.key) },
    },
    auth,
  }
  // JSON is YAML.
  const config = await file('config.yml', JSON.stringify(configuration))
  const child = spawn('docker-registry', ['serve', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { port: await portIn(child.stderr, ended), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The port according to the registry's log. */
function portIn(log: NodeJS.ReadableStream, ended: Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const lines = createInterface({ input: log })
    lines.on('line', (line) => {
      said.push(line)
      const port = /listening on 127\.0\.0\.1:(\d+), tls/.exec(line)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    void ended.then(() => reject(new Error(`docker-registry ended:\n${said.slice(-10).join('\n')}`)))
  })
}
