import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createServer, Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuthority } from './certificates.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { authorityName, waitUntilReady } from './own-controls.ts'
import type { OwnClusterAddress } from './own-controls.ts'

/** A program that the supervisor keeps running. */
export interface Program {
  name: 'etcd' | 'kube-apiserver'
  command: string
  arguments: string[]
}

/** Paths of the two programs that a cluster of our own needs. */
export interface ClusterBinaries {
  apiserver: string
  etcd: string
}

/** A started cluster of our own, and the way to end it. */
export interface OwnCluster extends OwnClusterAddress {
  stop: () => Promise<void>
}

/**
 * Starts etcd and kube-apiserver on loopback in a new temporary folder, with an authority of its own, RBAC and an
 * administrator (client certificate and token). Rejects with the end of both logs if the server never gets ready.
 */
export async function startOwnCluster(
  binaries: ClusterBinaries,
  extraArguments: string[] = [],
): Promise<OwnCluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(binaries, extraArguments)
    } catch (error) {
      // Another process may have taken the probed port in between.
      if (attempt >= 3 || !String(error).includes('address already in use')) throw error
    }
  }
}

async function startOnce(binaries: ClusterBinaries, extraArguments: string[]): Promise<OwnCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-cluster-'))
  const address = await writeIdentity(folder, await freePort())
  const store = await etcdAddresses()
  const programs: Program[] = [
    { name: 'etcd', command: binaries.etcd, arguments: etcdArguments(folder, store) },
    {
      name: 'kube-apiserver',
      command: binaries.apiserver,
      arguments: [...apiserverArguments(folder, address.server, store.client), ...extraArguments],
    },
  ]
  await writeFile(join(folder, 'programs.json'), JSON.stringify(programs))
  const supervisor = startSupervisor(folder)
  const stop = () => endSupervisor(supervisor)
  try {
    await waitUntilReady(address, () => supervisor.exitCode === null && !existsSync(join(folder, 'gave-up')))
  } catch (error) {
    const logs = await logTails(folder)
    await stop()
    throw new Error(`The test cluster did not get ready: ${(error as Error).message}\n${logs}`, {
      cause: error,
    })
  }
  return { ...address, stop }
}

/** Writes certificates, keys, tokens and the administrator's kubeconfig into the folder. */
async function writeIdentity(folder: string, port: number): Promise<OwnClusterAddress> {
  const authority = createAuthority(authorityName)
  const server = authority.issue({ name: 'kube-apiserver', hosts: ['localhost', '127.0.0.1', '10.0.0.1'] })
  const admin = authority.issue({ name: 'admin', groups: ['system:masters'] })
  const accounts = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const adminToken = randomBytes(24).toString('hex')
  const url = `https://127.0.0.1:${port}`
  const files = {
    'ca.crt': authority.certificate,
    'ca.key': authority.key,
    'server.crt': server.certificate,
    'server.key': server.key,
    'accounts.key': accounts.export({ type: 'pkcs1', format: 'pem' }).toString(),
    'tokens.csv': `${adminToken},admin,admin,"system:masters"\n`,
    'admin.kubeconfig': kubeconfigText({
      name: 'admin',
      server: url,
      ca: authority.certificate,
      user: admin,
    }),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 })
  return {
    folder,
    server: url,
    caData: Buffer.from(authority.certificate).toString('base64'),
    adminKubeconfig: join(folder, 'admin.kubeconfig'),
    adminToken,
  }
}

interface StoreAddresses {
  client: string
  peer: string
}

async function etcdAddresses(): Promise<StoreAddresses> {
  // Sockets relative to the folder that both programs run in keep etcd off the network where that works.
  if (process.platform === 'linux') return { client: 'unix://etcd.socket:1', peer: 'unix://peer.socket:1' }
  return {
    client: `http://127.0.0.1:${await freePort()}`,
    peer: `http://127.0.0.1:${await freePort()}`,
  }
}

function etcdArguments(folder: string, { client, peer }: StoreAddresses): string[] {
  return flagList({
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'heartbeat-interval': '50',
    'election-timeout': '500',
    'quota-backend-bytes': String(4 * 1024 ** 3),
    logger: 'zap',
  })
}

function apiserverArguments(folder: string, server: string, store: string): string[] {
  return flagList({
    'etcd-servers': store,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': new URL(server).port,
    'tls-cert-file': join(folder, 'server.crt'),
    'tls-private-key-file': join(folder, 'server.key'),
    'client-ca-file': join(folder, 'ca.crt'),
    'cert-dir': folder,
    'token-auth-file': join(folder, 'tokens.csv'),
    'authorization-mode': 'RBAC',
    'service-account-key-file': join(folder, 'accounts.key'),
    'service-account-signing-key-file': join(folder, 'accounts.key'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-cluster-ip-range': '10.0.0.0/24',
    'endpoint-reconciler-type': 'none',
    'disable-admission-plugins': 'ServiceAccount',
  })
}

function flagList(flags: Record<string, string>): string[] {
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function startSupervisor(folder: string): ChildProcess {
  const supervisor = spawn(process.execPath, [join(import.meta.dirname, 'supervisor.ts'), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  })
  // A script that forgets to stop its cluster still ends, and the supervisor sees that.
  supervisor.unref()
  if (supervisor.stdin instanceof Socket) supervisor.stdin.unref()
  return supervisor
}

async function endSupervisor(supervisor: ChildProcess): Promise<void> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return
  const ended = new Promise((resolve) => supervisor.once('exit', resolve))
  supervisor.ref()
  supervisor.stdin?.end()
  await ended
}

async function logTails(folder: string): Promise<string> {
  const tails = ['etcd', 'kube-apiserver'].map(async (name) => {
    const text = await readFile(join(folder, `${name}.log`), 'utf8').catch(() => '')
    return `--- end of the ${name} log\n${text.slice(-2_000)}`
  })
  return (await Promise.all(tails)).join('\n')
}
