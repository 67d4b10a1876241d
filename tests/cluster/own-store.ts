import { execFile } from 'node:child_process'
import { readFile, rename, rm } from 'node:fs/promises'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { OwnControls } from './own-controls.ts'

const run = promisify(execFile)

/** The store of our own cluster, as its administrator backs it up. */
interface OwnStore {
  /** Writes a backup of the store's current content into a file. */
  save: (file: string) => Promise<void>
  /** Replaces the store by a backup. The kube-apiserver is down meanwhile and answers again at the end. */
  restore: (file: string) => Promise<void>
}

/** `etcdctl` is the path of that program. */
export function ownStore(own: OwnControls, etcdctl: string): OwnStore {
  const { folder } = own
  const environment = { ...process.env, ETCDCTL_API: '3' }
  const ask = (...given: string[]) => run(etcdctl, given, { cwd: folder, env: environment })
  const hold = join(folder, 'etcd.hold')
  return {
    save: async (file) => {
      const { client } = await addressesOf(folder)
      await ask(`--endpoints=${client}`, 'snapshot', 'save', file)
    },
    restore: async (file) => {
      const { client, peer } = await addressesOf(folder)
      await own.kill()
      writeFileSync(hold, '')
      await endStore(folder)
      const [data, restored] = [join(folder, 'etcd'), join(folder, 'etcd-restored')]
      await ask(
        'snapshot',
        'restore',
        file,
        `--data-dir=${restored}`,
        `--initial-cluster=default=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
      )
      await rm(data, { recursive: true })
      await rename(restored, data)
      // A killed store leaves its sockets, with which it doesn't start.
      for (const address of [client, peer]) removeSocket(folder, address)
      rmSync(hold)
      await own.restart()
    },
  }
}

async function addressesOf(folder: string): Promise<{ client: string; peer: string }> {
  const programs = await readFile(join(folder, 'programs.json'), 'utf8')
  const flag = (name: string) => new RegExp(`--${name}=([^"]+)`).exec(programs)?.[1] ?? ''
  return { client: flag('listen-client-urls'), peer: flag('listen-peer-urls') }
}

function removeSocket(folder: string, address: string): void {
  if (address.startsWith('unix://')) rmSync(join(folder, address.slice('unix://'.length)), { force: true })
}

async function endStore(folder: string): Promise<void> {
  const pids = join(folder, 'pids.json')
  const pid = () => (JSON.parse(readFileSync(pids, 'utf8')) as { etcd?: number }).etcd
  const found = existsSync(pids) ? pid() : undefined
  if (found !== undefined) process.kill(found, 'SIGKILL')
  while (pid() !== undefined) await wait(20)
}
