import { fork } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MadeClusterNews, MadeClusterOrder } from './made-cluster.ts'

/** A made-up cluster in a separate process. */
export interface StartedMadeCluster {
  kubeconfig: string
  /** Starts to change rows. The result stops it and returns the number of changes. */
  change: (changesPerSecond: number) => () => Promise<number>
  stop: () => Promise<void>
}

/** Starts one with a number of credentials and namespaces, and writes a kubeconfig that names it twice. */
export async function startMadeCluster(
  { credentials, namespaces }: { credentials: number; namespaces: number },
  contexts: readonly string[],
): Promise<StartedMadeCluster> {
  const script = join(import.meta.dirname, 'made-cluster.ts')
  const child = fork(script, [String(credentials), String(namespaces)])
  const news = () => new Promise<MadeClusterNews>((resolve) => child.once('message', resolve as () => void))
  const order = (what: MadeClusterOrder) => void child.send(what)
  const first = await news()
  if (!('server' in first)) throw new Error('the made-up cluster did not tell where it listens')
  const folder = await mkdtemp(join(tmpdir(), 'credenza-frames-'))
  const kubeconfig = join(folder, 'config')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'made', cluster: { server: first.server } }],
    users: [{ name: 'made', user: {} }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'made', user: 'made' } })),
  }
  await writeFile(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  return {
    kubeconfig,
    change: (changesPerSecond) => {
      order({ changesPerSecond })
      return async () => {
        const answer = news()
        order({ stop: true })
        const last = await answer
        return 'sent' in last ? last.sent : 0
      }
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
