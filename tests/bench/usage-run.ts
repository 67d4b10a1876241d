/**
 * Finds what uses a Secret once with Credenza's own service, in its own process and without a window, and prints a
 * `UsageRun` as JSON. Usage: node usage-run.ts KUBECONFIG NAMESPACE NAME
 */
import type { SecretUser } from '../../shared/usage.ts'
import { findUsers } from '../../electron/services/usage/find-users.ts'
import { connectBy } from '../integration/kube-connect.ts'
import { readMainProbe, settledMemory, startMainProbe, type MainFigures } from './main-probe.ts'

/** One search. Milliseconds from its start, with an open connection. */
export interface UsageRun {
  firstUsers: number
  all: number
  users: number
  pods: number
  objects: number
  figures: MainFigures
  /** Bytes of JavaScript memory that remain. */
  grows: number
}

const [kubeconfig = '', namespace = '', name = ''] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await measure())}\n`)
process.exit(0)

async function measure(): Promise<UsageRun> {
  const connection = await connectBy(kubeconfig)
  const list = { credentials: () => [], reaches: () => null, namespacesOf: () => [] }
  const open = { connection, list } as unknown as Parameters<typeof findUsers>[0]
  const users = new Map<string, SecretUser>()
  let [firstUsers, objects] = [0, 0]
  const before = await settledMemory()
  startMainProbe()
  const began = performance.now()
  await findUsers(
    open,
    { namespace, name },
    {
      send: (message) => {
        if (message.kind === 'progress') objects = message.objects
        if (message.kind !== 'users') return
        if (firstUsers === 0) firstUsers = performance.now() - began
        for (const user of message.users) users.set(user.uid, user)
      },
      signal: new AbortController().signal,
    },
  )
  const all = performance.now() - began
  const figures = readMainProbe()
  const after = await settledMemory()
  const pods = [...users.values()].reduce((sum, user) => sum + user.pods, 0)
  return { firstUsers, all, users: users.size, pods, objects, figures, grows: after.heap - before.heap }
}
