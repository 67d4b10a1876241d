/**
 * Checks all credentials of a context once with Credenza's service, in its own process and without a window, and prints
 * a `CheckServiceRun` as JSON. Usage: node check-run.ts KUBECONFIG CONTEXT
 */
import { createConnectionConsent } from '../../electron/services/contexts/connection-consent.ts'
import { createChecks } from '../../electron/services/checks/checks-service.ts'
import type { CheckMessage } from '../../shared/contract/checks.ts'
import { openService } from './open-service.ts'
import {
  readMainProbe,
  settledMemory,
  startMainProbe,
  type MainFigures,
  type MainMemory,
} from './main-probe.ts'

/** One check by the service alone, with an open list. Milliseconds from the press. */
export interface CheckServiceRun {
  firstResults: number
  allResults: number
  checked: number
  found: number
  figures: MainFigures
  before: MainMemory
  after: MainMemory
}

const [kubeconfig = '', context = ''] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await measure())}\n`)
process.exit(0)

async function measure(): Promise<CheckServiceRun> {
  const { service, contexts } = openService(kubeconfig, context)
  await contexts.list()
  const stop = new AbortController()
  await new Promise<void>((resolve, reject) => {
    service
      .open(
        { context },
        {
          signal: stop.signal,
          send: (message) => {
            if (message.kind === 'listed') resolve()
          },
        },
      )
      .catch(reject)
  })
  const checks = createChecks({
    opened: service.opened,
    requireSafe: createConnectionConsent().require,
    requireWritable: () => undefined,
    recordedWrite: () => Promise.reject(new Error('nothing is mended here')),
  })
  const before = await settledMemory()
  const results = new Map<string, number>()
  let firstResults = 0
  startMainProbe()
  const began = performance.now()
  const send = (message: CheckMessage) => {
    if (message.kind !== 'results') return
    if (firstResults === 0) firstResults = performance.now() - began
    for (const { uid, found, failure } of message.results) {
      if (failure !== null) throw new Error(`${uid}: ${failure.code}`)
      results.set(uid, found.length)
    }
  }
  await checks.run({ context, uids: null }, { signal: stop.signal, send })
  const allResults = performance.now() - began
  const figures = readMainProbe()
  const found = [...results.values()].filter((count) => count > 0).length
  return {
    firstResults,
    allResults,
    checked: results.size,
    found,
    figures,
    before,
    after: await settledMemory(),
  }
}
