/**
 * Lists the credentials of a context once with Credenza's own service, in its own process and without a window,
 * and prints a `ServiceRun` as JSON. Usage: node service-run.ts KUBECONFIG CONTEXT
 */
import { setTimeout as wait } from 'node:timers/promises'
import { openService } from './open-service.ts'
import { readMainProbe, settledMemory, startMainProbe } from './main-probe.ts'
import type { MainFigures, MainMemory } from './main-probe.ts'

/** One listing by the service alone. Milliseconds from the call of `watch`. */
export interface ServiceRun {
  firstRows: number
  firstRowCount: number
  allRows: number
  rows: number
  messages: number
  figures: MainFigures
  before: MainMemory
  after: MainMemory
}

const [kubeconfig = '', context = ''] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await measure())}\n`)
process.exit(0)

async function measure(): Promise<ServiceRun> {
  const { service, contexts } = openService(kubeconfig, context)
  // The window requests the contexts long before one is opened.
  await contexts.list()
  const before = await settledMemory()
  const listing = await list(service, context)
  await wait(200)
  return { ...listing, before, after: await settledMemory() }
}

async function list(
  service: ReturnType<typeof openService>['service'],
  name: string,
): Promise<Omit<ServiceRun, 'before' | 'after'>> {
  let [firstRows, firstRowCount, messages] = [0, 0, 0]
  // A row is reported again when it changes, so that uids are counted.
  const seen = new Set<string>()
  const stop = new AbortController()
  startMainProbe()
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const watching = service.open(
      { context: name },
      {
        signal: stop.signal,
        send: (message) => {
          const now = performance.now() - began
          if (message.kind === 'health' && 'failure' in message.health)
            reject(new Error(JSON.stringify(message.health.failure)))
          if (message.kind === 'rows') {
            messages += 1
            for (const { uid } of message.credentials) seen.add(uid)
            if (firstRows === 0) [firstRows, firstRowCount] = [now, message.credentials.length]
          }
          if (message.kind !== 'listed') return
          const figures = readMainProbe()
          resolve({ firstRows, firstRowCount, allRows: now, rows: seen.size, messages, figures })
        },
      },
    )
    watching.catch(reject)
  })
}
