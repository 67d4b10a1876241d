import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuthority } from './certificates.ts'
import { authorityName } from './certificate-user.ts'
import { freePort } from './free-port.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { waitUntilReady } from './own-controls.ts'
import type { OwnClusterAddress } from './own-address.ts'

/** A program that the supervisor keeps running. */
export interface Program {
  name: 'etcd' | 'kube-apiserver' | 'sandbox'
  command: string
  arguments: string[]
}

/** A started cluster whose programs are ours, and how to end it. */
export interface SupervisedCluster extends OwnClusterAddress {
  stop: () => Promise<void>
}

/** The programs of a cluster with this address and its certificates, keys and tokens in the folder. */
type ProgramsOf = (address: OwnClusterAddress) => Promise<Program[]>

/**
 * Starts the programs of a cluster on loopback in a new temporary folder, with its own authority and an administrator
 * (client certificate and token). Rejects with the ends of their logs if the server never becomes ready.
 */
export async function startSupervised(programsOf: ProgramsOf): Promise<SupervisedCluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(programsOf)
    } catch (error) {
      // Another process may have taken the probed port meanwhile.
      if (attempt >= 3 || !/address already in use/i.test(String(error))) throw error
    }
  }
}

async function startOnce(programsOf: ProgramsOf): Promise<SupervisedCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-cluster-'))
  const address = await writeIdentity(folder, await freePort())
  const programs = await programsOf(address)
  await writeFile(join(folder, 'programs.json'), JSON.stringify(programs))
  const supervisor = startSupervisor(folder)
  const stop = () => endSupervisor(supervisor)
  try {
    await waitUntilReady(address, () => supervisor.exitCode === null && !existsSync(join(folder, 'gave-up')))
  } catch (error) {
    const logs = await logTails(folder, programs)
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

function startSupervisor(folder: string): ChildProcess {
  const supervisor = spawn(process.execPath, [join(import.meta.dirname, 'supervisor.ts'), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  })
  // A script that forgets to stop its cluster still ends, which the supervisor notices.
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

async function logTails(folder: string, programs: readonly Program[]): Promise<string> {
  const tails = programs.map(async ({ name }) => {
    const text = await readFile(join(folder, `${name}.log`), 'utf8').catch(() => '')
    return `--- end of the ${name} log\n${text.slice(-2_000)}`
  })
  return (await Promise.all(tails)).join('\n')
}
