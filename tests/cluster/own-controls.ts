import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { OwnClusterAddress } from './own-address.ts'
import { requestAsAdmin } from './own-request.ts'
import type { RequestTarget } from './own-request.ts'

/** What is only possible with a cluster that we started. A test must leave the server running. */
export interface OwnControls {
  /** Certificates, keys, logs and data of the cluster, removed when it stops. */
  folder: string
  /** A bearer token of the administrator. */
  adminToken: string
  /** The kube-apiserver's process id; undefined while it isn't running. */
  pid: () => number | undefined
  /** Kills the kube-apiserver and keeps it down until `restart`. */
  kill: () => Promise<void>
  /** Ends the kube-apiserver if it runs, starts it and waits until it answers. Its watch cache is rebuilt. */
  restart: () => Promise<void>
  /** Stops the kube-apiserver's process: it accepts connections and never answers. Not on Windows. */
  pause: () => void
  resume: () => void
}

const patience = 240_000

/** The controls of our own running cluster, from any process on the machine. */
export function createOwnControls(address: OwnClusterAddress): OwnControls {
  const { folder } = address
  const hold = join(folder, 'kube-apiserver.hold')
  const pid = () => readPids(folder)['kube-apiserver']
  const signal = (name: NodeJS.Signals) => {
    const found = pid()
    if (found !== undefined) process.kill(found, name)
  }
  const kill = async () => {
    writeFileSync(hold, '')
    signal('SIGKILL')
    while (pid() !== undefined) await wait(20)
  }
  const restart = async () => {
    await kill()
    rmSync(hold)
    await waitUntilReady(address)
  }
  return {
    folder,
    adminToken: address.adminToken,
    pid,
    kill,
    restart,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
  }
}

/**
 * Waits until the server is ready and its first namespaces exist. Rejects after some minutes, or as soon as
 * `isAlive` returns false.
 */
export async function waitUntilReady(
  address: RequestTarget,
  isAlive: () => boolean = () => true,
): Promise<void> {
  const deadline = Date.now() + patience
  for (const path of ['/readyz', '/api/v1/namespaces/default']) {
    const answers = () =>
      requestAsAdmin(address, path).then(
        ({ status }) => status === 200,
        () => false,
      )
    while (!(await answers())) {
      if (!isAlive()) throw new Error('its programs end as soon as they are started')
      if (Date.now() > deadline) throw new Error(`no answer to ${path} in ${patience / 1000} s`)
      await wait(50)
    }
  }
}

function readPids(folder: string): Partial<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8')) as Partial<Record<string, number>>
  } catch {
    return {}
  }
}
